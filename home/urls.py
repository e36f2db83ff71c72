from django.urls import path

from home.views import health, landing

app_name = "home"

urlpatterns = [
    path("", landing.landing, name="landing"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
