import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


@pytest.mark.parametrize(
    ("said", "meant"), [("1", True), ("True", True), ("on", True), ("0", False), ("no", False), ("", True)]
)
def test_a_flag_is_said_in_several_ways(said: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEHIND_PROXY", said)

    assert environment.flag("BEHIND_PROXY", True) is meant


def test_words_stand_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "giljabi.example, www.giljabi.example,")

    assert environment.words("ALLOWED_HOSTS") == ["giljabi.example", "www.giljabi.example"]


def test_a_value_of_another_type_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEHIND_PROXY", "perhaps")
    monkeypatch.setenv("EMAIL_PORT", "smtp")

    with pytest.raises(ImproperlyConfigured, match="BEHIND_PROXY"):
        environment.flag("BEHIND_PROXY")
    with pytest.raises(ImproperlyConfigured, match="EMAIL_PORT"):
        environment.whole("EMAIL_PORT", 25)
