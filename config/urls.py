"""The site map. Each app lists its own pages; a language prefix is taken off before anything is looked up here."""

from django.contrib import admin
from django.urls import include, path

from config.later import Later

urlpatterns = [
    path("", include("home.urls")),
    path("", include("accounts.urls")),
    path("", include("roadmap.urls")),
    path("", include("portfolio.urls")),
    path("", include("mentoring.urls")),
    path("", include("peers.urls")),
    path("", include("notices.urls")),
    path("accounts/", include("accounts.urls.entry")),
    Later("api/", "config.api.urls", "api"),
    path("admin/", admin.site.urls),
]

handler400 = "config.middleware.trouble.unreadable"
handler500 = "config.middleware.trouble.tripped"
