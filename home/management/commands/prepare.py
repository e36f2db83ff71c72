from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command, get_commands

from accounts.models import User
from config import messages


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
