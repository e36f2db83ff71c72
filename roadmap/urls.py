from django.urls import URLPattern, URLResolver, path

from roadmap.views.guide import guide
from roadmap.views.library import library
from roadmap.views.roadmap import roadmap
from roadmap.views.step import step

app_name = "roadmap"

urlpatterns: list[URLPattern | URLResolver] = [
    path("roadmap/", roadmap, name="roadmap"),
    path("roadmap/guides/<slug:key>/", guide, name="guide"),
    path("roadmap/<slug:phase>/<slug:key>/", step, name="step"),
    path("resources/", library, name="library"),
]
