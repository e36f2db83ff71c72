from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command, get_commands

from accounts.models import User
from config import messages

DEMO_SIGN_INS = ("learner@demo.example", "mentor@demo.example", "curator@demo.example")


class Command(BaseCommand):
    help = "Make everything ready that the site needs: tables, catalogues, roadmap, static files, the demo world."

    def handle(self, **_options: Any) -> None:
        """One process for all of it, because starting Django five times takes longer than the work."""
        call_command("migrate", interactive=False, verbosity=0)
        messages.compile_stale()
        call_command("collectstatic", interactive=False, verbosity=0)
        if "load_roadmap" in get_commands():
            call_command("load_roadmap")
        if settings.DEMO and "populate_demo" in get_commands() and not User.objects.exists():
            call_command("populate_demo")
        self._note_sign_ins()

    def _note_sign_ins(self) -> None:
        """For `make run` to show: the demo people one can sign in as, none in a database of one's own."""
        people = User.objects.filter(email__in=DEMO_SIGN_INS).values_list("email", flat=True)
        found = [email for email in DEMO_SIGN_INS if email in set(people)]
        (settings.KEPT / "sign-ins").write_text("".join(f"{email}\n" for email in found))
