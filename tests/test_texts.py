"""What a machine can hear of the voice: both languages there, and none of the words we never use."""

import re

import pytest
from babel.messages.catalog import Message

from config import messages

SOURCES = messages.extract()
KOREAN = messages.read()
NEVER_KO = re.compile(
    r"유저|사용자|회원|고객|당신|여러분|컨텐츠|콘텐츠|해당|본인|다양한|여정|성장|도전|인사이트|꿀팁"
    r"|하실 수|되어집니다|유효하지|클릭|리스트|리뷰를 진행|에 대한|[을를] 통해|에 의해|가지고 있"
    r"|을\(를\)|은\(는\)|이\(가\)|[!！]|습니다"
)
NEVER_EN = re.compile(
    r"\b(please|simply|just|obviously|easy|easily|invalid|submit|click|user|utilise|lesson|journey)\b|!", re.IGNORECASE
)
# Sample letters to strangers and quoted words may break the rule for a reason; each with it.
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
        assert not NEVER_KO.search(text), text
        assert set(re.findall(r"%\((\w+)\)", text)) <= set(re.findall(r"%\((\w+)\)", " ".join(english(message)))), text
    for text in english(message):
        assert not NEVER_EN.search(text), text
