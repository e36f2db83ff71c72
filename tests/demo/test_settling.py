from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from demo.actions import NotLocal, settle
from kit import clock


def test_known_passwords_stay_off_real_servers(db: None, settings: Any) -> None:
    settings.LOCAL = False

    with pytest.raises(NotLocal):
        settle(now=clock.now())
    with pytest.raises(CommandError, match="LOCAL=1 only"):
        call_command("populate_demo")
    assert not User.objects.exists()


def test_without_a_roadmap_there_is_nothing_to_walk(db: None) -> None:
    with pytest.raises(CommandError, match="load_roadmap"):
        call_command("populate_demo")
