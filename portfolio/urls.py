from django.urls import path, re_path

from portfolio.views import pictures

app_name = "portfolio"

urlpatterns = [
    path("pictures/", pictures.upload, name="pictures"),
    re_path(r"^media/(?P<key>[0-9a-f]{32})\.(?P<suffix>[a-z]{3,5})$", pictures.show, name="picture"),
]
