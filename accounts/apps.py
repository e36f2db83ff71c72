from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Make known what of this app can be reported."""
        from accounts import reportable  # noqa: F401, PLC0415 - models have to be there first
