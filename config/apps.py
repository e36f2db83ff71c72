from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class ConfigConfig(AppConfig):
    name = "config"


class StaticConfig(StaticFilesConfig):
    """Static files without what we serve otherwise, or never: htmx lies in static/vendor, no admin field is searched."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "django_htmx", "select2")


class DeskConfig(AdminConfig):
    default_site = "config.admin.Desk"
