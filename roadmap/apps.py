from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "roadmap"

    def ready(self) -> None:
        """Make known what this app ever tells anybody, and what waits for curators."""
        from roadmap import desk, notices  # noqa: F401, PLC0415 - models have to be there first
