from typing import Any

from django.core.management.base import BaseCommand

from portfolio.actions.rerender import rerender


class Command(BaseCommand):
    help = "Draw the stored HTML anew that an older way of drawing made."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"{rerender()} drawn anew")
