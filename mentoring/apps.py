from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"

    def ready(self) -> None:
        """Make known what this app ever tells anybody, what of it can be reported, and what waits for curators."""
        from mentoring import curating, notices, reportable  # noqa: F401, PLC0415 - models have to be there first
