"""The four criteria that every review scores, each from 1 to 4 with a sentence that anchors it. No table, no state."""

from dataclasses import dataclass
from typing import Final

from kit.bilingual import Both


@dataclass(frozen=True, slots=True)
class Criterion:
    """`anchors` are the sentences of 1 to 4, as what can be seen in the work."""

    key: str
    name: Both
    anchors: tuple[Both, Both, Both, Both]

    def says(self, score: int) -> Both:
        """The sentence of a score."""
        return self.anchors[score - 1]


RUBRIC: Final = (
    Criterion(
        "problem",
        Both(ko="스스로 찾은 문제", en="A problem of one’s own"),
        (
            Both(ko="남의 예제를 따라 했어요", en="Follows somebody else’s example"),
            Both(ko="스스로 찾았지만 이유가 흐려요", en="One’s own problem; why it matters stays vague"),
            Both(ko="스스로 찾았고 이유가 뚜렷해요", en="One’s own problem, with a clear reason"),
            Both(ko="남도 풀고 싶어 하는 문제예요", en="Others would want it solved, too"),
        ),
    ),
    Criterion(
        "data",
        Both(ko="데이터와 점검", en="Data and checks"),
        (
            Both(ko="어디서 왔는지 적혀 있지 않아요", en="Where it came from isn’t said"),
            Both(ko="출처는 있고 나눈 방법이 새요", en="Its source is named; the split leaks"),
            Both(ko="새지 않게 나누고 이유를 적었어요", en="Split without leaks, and says why"),
            Both(ko="남이 같은 숫자를 다시 낼 수 있어요", en="Somebody else can get the same numbers"),
        ),
    ),
    Criterion(
        "result",
        Both(ko="솔직한 결과", en="An honest result"),
        (
            Both(ko="좋은 예만 보여요", en="Only good examples are shown"),
            Both(ko="숫자는 있고 견줄 것이 없어요", en="Has numbers and nothing to compare them with"),
            Both(ko="기준선과 견주고 실패도 보여요", en="Compared with a baseline, failures shown"),
            Both(ko="왜 실패하는지까지 재 봤어요", en="Measured why it fails, too"),
        ),
    ),
    Criterion(
        "reader",
        Both(ko="읽는 사람", en="The reader"),
        (
            Both(ko="만든 사람만 알아요", en="Clear only to whoever made it"),
            Both(ko="차근차근 읽으면 알아요", en="Clear after reading it slowly"),
            Both(ko="20초에 요점이 보여요", en="The point shows within 20 seconds"),
            Both(ko="다른 일을 하는 사람도 옮겨 말해요", en="Somebody from another field can retell it"),
        ),
    ),
)
