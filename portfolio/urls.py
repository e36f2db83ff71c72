from django.urls import path, re_path

from portfolio.views import entry, log, pictures

app_name = "portfolio"

urlpatterns = [
    path("log/", log.log, name="log"),
    path("log/preview/", log.preview, name="preview"),
    path("log/removed/", entry.removed, name="removed"),
    path("log/<int:pk>/", entry.show, name="entry"),
    path("log/<int:pk>/edit/", entry.edit, name="edit"),
    path("log/<int:pk>/delete/", entry.delete, name="delete"),
    path("log/<int:pk>/bring-back/", entry.bring_back, name="bring_back"),
    path("pictures/", pictures.upload, name="pictures"),
    re_path(r"^media/(?P<key>[0-9a-f]{32})\.(?P<suffix>[a-z]{3,5})$", pictures.show, name="picture"),
]
