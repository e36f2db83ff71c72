from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "portfolio"

    def ready(self) -> None:
        """Make known what this app ever tells anybody."""
        from portfolio import notices  # noqa: F401, PLC0415 - models have to be there first
