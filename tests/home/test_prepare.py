from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User

STORAGES = {"staticfiles": {"BACKEND": "config.static.JoinedStatic"}}


@pytest.fixture
def kept(settings: Any, tmp_path: Path) -> Path:
    settings.KEPT, settings.STATIC_ROOT, settings.DEMO = tmp_path, tmp_path / "static", False
    settings.STORAGES = settings.STORAGES | STORAGES
    return tmp_path


def test_preparing_collects_what_production_serves_and_only_when_something_changed(db: None, kept: Path) -> None:
    call_command("prepare")
    first = (kept / "static" / "staticfiles.json").stat().st_mtime_ns

    call_command("prepare")

    assert (kept / "static" / "staticfiles.json").stat().st_mtime_ns == first


def test_preparing_notes_who_can_be_shown_as_demo_sign_ins(db: None, kept: Path) -> None:
    User.objects.create_user("curator@demo.example")

    call_command("prepare")

    assert (kept / "sign-ins").read_text() == "curator@demo.example\n"
