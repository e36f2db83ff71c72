from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapConfig(AppConfig):
    name = "roadmap"
    verbose_name = _("Roadmap")

    def ready(self) -> None:
        """Make known what this app ever tells anybody, and what waits for curators."""
        from roadmap import desk, notices  # noqa: F401, PLC0415 - models have to be there first
