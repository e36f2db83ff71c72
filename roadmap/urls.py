from django.urls import URLPattern, URLResolver, path

from roadmap.views import deciding, desk, replan, walking
from roadmap.views.broken import broken
from roadmap.views.decided import decided
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
    path("resources/<slug:key>/broken/", broken, name="broken"),
    path("resources/", library, name="library"),
    path("curate/", desk.curate, name="curate"),
    path("curate/links/<int:pk>/", desk.link_case, name="link_case"),
    path("curate/links/<int:pk>/decide/", deciding.decide, name="decide"),
    path("curate/reports/<int:pk>/", desk.report, name="report"),
    path("curate/reports/<int:pk>/decide/", deciding.decide_report, name="decide_report"),
    path("curate/reports/<int:pk>/reopen/", deciding.reopen_report, name="reopen_report"),
    path("curate/decided/", decided, name="decided"),
    path("curate/events/<int:pk>/back/", deciding.take_back, name="take_back"),
    path("curate/suspended/", deciding.suspended, name="suspended"),
    path("curate/suspended/<int:pk>/lift/", deciding.lift, name="lift"),
]
