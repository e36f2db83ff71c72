import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command, get_commands

from accounts.models import User
from config import messages, static

DEMO_SIGN_INS = ("learner@demo.example", "mentor@demo.example", "curator@demo.example")


class Command(BaseCommand):
    help = "Make everything ready that the site needs: tables, catalogues, roadmap, static files, the demo world."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "part",
            nargs="?",
            choices=["files", "tables"],
            help="only what an image holds, or only what a database does",
        )

    def handle(self, *, part: str | None, **_options: Any) -> None:
        """One process for all of it, because starting Django five times takes longer than the work."""
        if part != "files":
            call_command("migrate", interactive=False, verbosity=0)
        if part != "tables":
            messages.compile_stale()
            _collect_static()
        if part != "files":
            _fill()


def _fill() -> None:
    if "load_roadmap" in get_commands():
        call_command("load_roadmap")
    if settings.DEMO and "populate_demo" in get_commands() and not User.objects.exists():
        call_command("populate_demo")
    if settings.LOCAL:
        _note_sign_ins()


def _collect_static() -> None:
    """Collect anew when a file came, went or changed; what is there no more goes from the collection too."""
    stamp = settings.KEPT / "static-sources"
    sources = _static_sources()
    if not stamp.exists() or stamp.read_text() != sources:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(sources)


def _static_sources() -> str:
    digest = hashlib.sha256(Path(static.__file__).read_bytes())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _note_sign_ins() -> None:
    """For `make run` to show: the demo people one can sign in as, none in a database of one's own."""
    people = set(User.objects.filter(email__in=DEMO_SIGN_INS).values_list("email", flat=True))
    (settings.KEPT / "sign-ins").write_text("".join(f"{email}\n" for email in DEMO_SIGN_INS if email in people))
