"""What a machine can hear of the voice: both languages there, and none of the words we never use."""

import re

import pytest
from babel.messages.catalog import Message

from config import messages
from tests.voice import faults

PLACE = re.compile(r"%\((\w+)\)")
SOURCES = messages.extract()
KOREAN = messages.read()
# Quoted words and letters may break the rule for a reason; each with it.
EXCEPT: dict[str, str] = {}


def words(message: Message) -> list[str]:
    return [str(part) for part in (message.string if isinstance(message.string, list | tuple) else [message.string])]


def english(message: Message) -> list[str]:
    return [str(part) for part in (message.id if isinstance(message.id, list | tuple) else [message.id])]


def test_the_catalogue_is_drawn_from_the_sources_as_they_are() -> None:
    wanted = {(message.id, message.context) for message in SOURCES if message.id}
    there = {(message.id, message.context) for message in KOREAN if message.id}

    assert wanted == there, "run `make messages`"


def test_every_text_has_its_korean() -> None:
    assert messages.untranslated(KOREAN) == []


@pytest.mark.parametrize("message", [m for m in KOREAN if m.id], ids=lambda m: english(m)[0][:40])
def test_a_text_keeps_to_the_voice(message: Message) -> None:
    if english(message)[0] in EXCEPT:
        return

    for text in words(message):
        for original in english(message):
            assert not faults(text, original), (text, original)
        assert set(PLACE.findall(text)) <= set(PLACE.findall(" ".join(english(message)))), text
