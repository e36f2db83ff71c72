from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "roadmap"

    def ready(self) -> None:
        """Make known what this app ever tells anybody."""
        from roadmap import notices  # noqa: F401, PLC0415 - models have to be there first
