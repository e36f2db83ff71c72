from django.apps import AppConfig


class MentoringConfig(AppConfig):
    name = "mentoring"

    def ready(self) -> None:
        """Make known what this app ever tells anybody, and what of it can be reported."""
        from mentoring import notices, reportable  # noqa: F401, PLC0415 - models have to be there first
