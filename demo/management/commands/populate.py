from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from demo.populate import Done, populate
from kit import clock
from kit.errors import Refusal


class Command(BaseCommand):
    help = "Make a synthetic world of any size for measuring, by COPY: the same for the same seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--learners", type=int, default=1_000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--entries", type=float, default=10, help="a learner, on average")

    def handle(self, *_args: Any, learners: int, seed: int, entries: float, verbosity: int, **_options: Any) -> None:
        try:
            done = populate(learners=learners, seed=seed, entries=entries, now=clock.now(), say=self._say(verbosity))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(said(done))

    def _say(self, verbosity: int) -> Any:
        return (lambda done: self.stdout.write(said(done))) if verbosity > 1 else (lambda _done: None)


def said(done: Done) -> str:
    """How much there is, and how fast it came."""
    rate = done.rows / max(done.seconds, 0.001)
    return f"{done.learners:,} learners, {done.rows:,} rows in {done.seconds:.1f} s: {rate:,.0f} rows a second"
