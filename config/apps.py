from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Make our Celery app the one that tasks belong to, in every process that starts Django."""
        from config import celery  # noqa: F401, PLC0415 - it reads settings, which must be there first


class StaticConfig(StaticFilesConfig):
    """Static files without django-htmx's copies of htmx: ours lies in static/vendor."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "django_htmx")


class DeskConfig(AdminConfig):
    default_site = "config.admin.Desk"
