from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Make our Celery app the one that tasks belong to, in every process that starts Django."""
        from config import celery  # noqa: F401, PLC0415 - it reads settings, which must be there first
