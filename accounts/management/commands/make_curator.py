from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actions.curators import make_curator
from accounts.models import User


class Command(BaseCommand):
    help = "Lets somebody look after content and reports: ./manage.py make_curator EMAIL"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *_args: Any, email: str, **_options: Any) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"No account has the address {email}. It begins when somebody signs in with it once.")
        make_curator(user)
        self.stdout.write(f"{user} <{user.email}> is a curator now.")
