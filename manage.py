#!/usr/bin/env python3
"""Django's commands, run by .venv's Python whichever one was asked."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"


def main() -> None:
    if VENV.exists() and Path(sys.prefix).resolve() != VENV.resolve():
        python = str(VENV / "bin" / "python")
        os.execv(python, [python, *sys.argv])  # noqa: S606 - a program of ours
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415
    except ImportError:
        first_make_run("Django is not installed", "Django가 없어요")
    if not (ROOT / ".env").exists() and "SECRET_KEY" not in os.environ:
        first_make_run("there is no .env", ".env가 없어요")
    from config.embedded import EmbeddedError  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except EmbeddedError as trouble:
        sys.exit(f"{trouble}")


def first_make_run(english: str, korean: str) -> None:
    sys.exit(f"First: make run ({english}).\n먼저 make run을 해 주세요 ({korean}).")


if __name__ == "__main__":
    main()
