from django.urls import URLPattern, URLResolver, path

from roadmap.views import replan, walking
from roadmap.views.guide import guide
from roadmap.views.library import library
from roadmap.views.plan import plan
from roadmap.views.roadmap import roadmap
from roadmap.views.start import start
from roadmap.views.step import step

app_name = "roadmap"

urlpatterns: list[URLPattern | URLResolver] = [
    path("roadmap/", roadmap, name="roadmap"),
    path("roadmap/guides/<slug:key>/", guide, name="guide"),
    path("roadmap/<slug:phase>/<slug:key>/", step, name="step"),
    path("start/", start, name="start"),
    path("plan/", plan, name="plan"),
    path("plan/later/", replan.later, name="later"),
    path("plan/lighter/", replan.lighter, name="lighter"),
    path("plan/step/", replan.move_step, name="move_step"),
    path("roadmap/<slug:phase>/<slug:key>/progress/", walking.progress, name="progress"),
    path("roadmap/<slug:phase>/<slug:key>/note/", walking.note, name="note"),
    path("resources/<slug:key>/marks/", walking.mark, name="mark"),
    path("resources/", library, name="library"),
]
