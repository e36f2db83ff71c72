from django.urls import path

from home.views import crawlers, dev, health, landing, search

app_name = "home"

urlpatterns = [
    path("", landing.landing, name="landing"),
    path("search/", search.search_page, name="search"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("dev/style/", dev.style, name="style"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
]
