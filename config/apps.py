from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class ConfigConfig(AppConfig):
    name = "config"


class StaticConfig(StaticFilesConfig):
    """Static files without what we serve otherwise, or never: htmx lies in static/vendor, the API has one kind of pages."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "django_htmx", "redoc")


class DeskConfig(AdminConfig):
    default_site = "config.admin.Desk"
