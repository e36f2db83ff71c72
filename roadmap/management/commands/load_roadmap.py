from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError

from kit import clock
from roadmap.actions.load import Change, Report, Verb, load_roadmap
from roadmap.loading.problems import BadRoadmap
from roadmap.loading.source import DATA, read_source

MOST_BY_NAME: Final = 12  # a first load creates a hundred things; nobody reads their names


class Command(BaseCommand):
    help = "Bring the roadmap in the database to what the data files say, and tell what changed and what was kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, default=DATA, help="a folder or one file (default: roadmap/data)"
        )

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        try:
            report = load_roadmap(read_source(file), now=clock.now())
        except BadRoadmap as refusal:
            count = len(refusal.problems)
            raise CommandError(f"Nothing was loaded: {count} problem{'s' * (count > 1)}.\n{refusal}") from refusal
        for line in said(report):
            self.stdout.write(line)


def said(report: Report) -> list[str]:
    """The report in words: a line for what was created, changed, retired and kept of each kind."""
    ordered = sorted(report.changes, key=_verb_and_what)
    lines = [_line(verb, what, list(changes)) for (verb, what), changes in groupby(ordered, _verb_and_what)]
    return lines if report.wrote else ["Nothing changed.", *lines]


def _verb_and_what(change: Change) -> tuple[Verb, str]:
    return change.verb, change.what


def _line(verb: Verb, what: str, changes: list[Change]) -> str:
    count = f"{len(changes)} {what}{'s' * (len(changes) > 1)}"
    if verb == "created" and len(changes) > MOST_BY_NAME:
        return f"Created {count}."
    return f"{verb.capitalize()} {count}: {'; '.join(_named(change) for change in changes)}."


def _named(change: Change) -> str:
    return f"{change.key} ({change.why})" if change.why else change.key
