from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class ConfigConfig(AppConfig):
    name = "config"


class StaticConfig(StaticFilesConfig):
    """Static files without django-htmx's copies of htmx: ours lies in static/vendor."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "django_htmx")


class DeskConfig(AdminConfig):
    default_site = "config.admin.Desk"
