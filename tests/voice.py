"""What the product's voice never says, and how long it may go on: for tests over texts that are data, not templates."""

import re

NEVER_KO = (
    r"당신|여러분|고객님|회원|유저|사용자|컨텐츠|콘텐츠|확인|해당|클릭|삭제|수정|등록|입력|제출|리스트|체크|본인"
    r"|다양한|여정|성장|도전|인사이트|꿀팁|완료|긴급|되어집니다|하실 수|되요|할께요"
    r"|에 대한|에 대해|[을를] 통해|에 의해|로부터|가지고 있|중 하나|만약|을\(를\)|은\(는\)"
    r"|딥 러닝|데이터 세트|게시판|컨퍼런스|레포|(?<!나)머지|베이스라인|깃허브|캐글|및|[!~]"
)
FORMAL_KO = r"습니다|입니다|[하시]세요"
NEVER_EN = (
    r"\b(just|simply|simple|easy|easily|obviously|very|users?|journey|utilise|submit(ted)?|sorry"
    r"|in order to|prior to|color|behavior|recogniz\w+|normaliz\w+|optimiz\w+|organiz\w+)\b|[!'\"]"
)
LONGEST_KO, LONGEST_EN = 50, 20  # of a sentence: characters, words


def faults(ko: str, en: str) -> list[str]:
    """What the voice would not say in a text of both languages; a letter quoted in it may be formal."""
    said = "\n".join(line for line in ko.splitlines() if not line.startswith(">"))
    return [
        *(found.group() for found in re.finditer(NEVER_KO, ko)),
        *(found.group() for found in re.finditer(FORMAL_KO, said)),
        *(found.group() for found in re.finditer(NEVER_EN, en, re.IGNORECASE)),
        *(["no Korean"] if not re.search(r"[가-힣]", ko) else []),
        *(["no English"] if not en.strip() or re.search(r"[가-힣]", en) else []),
    ]


def long_sentences(ko: str, en: str) -> list[str]:
    """The sentences of running text that go on for too long; table rows are not read in one breath."""
    return [
        *(said for said in _sentences(ko) if len(said) > LONGEST_KO),
        *(said for said in _sentences(en) if len(said.split()) > LONGEST_EN),
    ]


def _sentences(text: str) -> list[str]:
    lines = (line for line in text.splitlines() if not line.startswith("|"))
    plain = (re.sub(r"^[>\s#\-]*(\d+\. )?|\*", "", line) for line in lines)
    return [said for line in plain for said in re.split(r"(?<=[.?])\s+", line)]
