"""What turns a machine away says so in both languages, and touches nothing."""

import builtins
import shutil
import sys
from typing import Any

import pytest

from config import bootstrap


def test_an_old_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(SystemExit, match=r"3\.11 or newer; this one is 3\.9(.|\n)*Python 3\.11 이상"):
        bootstrap.main("run")


def test_a_python_without_venv_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without_venv(name: str, *how: Any, **also: Any) -> Any:
        if name in {"venv", "ensurepip"}:
            raise ImportError(name)
        return imported(name, *how, **also)

    monkeypatch.setattr(builtins, "__import__", without_venv)

    with pytest.raises(SystemExit, match=r"apt-get install python3-venv(.|\n)*venv 모듈이 없어요"):
        bootstrap.make_venv()


def test_a_full_disk_is_told_how_much_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 10, 0))  # type: ignore[attr-defined]

    with pytest.raises(SystemExit, match=r"1 GB free(.|\n)*1GB를 비워"):
        bootstrap.make_venv()
