from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.actions import settle
from kit import clock
from kit.errors import Refusal


class Command(BaseCommand):
    help = "Let the demo people live in an empty database of one's own (LOCAL=1): the same for the same seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *_args: Any, seed: int, **_options: Any) -> None:
        try:
            came = settle(now=clock.now(), seed=seed)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{came} demo people settled.")
