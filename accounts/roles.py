"""The roles a member may aim for, each with one line to choose by."""

from dataclasses import dataclass

from kit.bilingual import Both


@dataclass(frozen=True, slots=True)
class Role:
    key: str
    name: Both
    line: Both


ROLES = (
    Role(
        "engineer",
        Both(ko="머신러닝 엔지니어", en="Machine-learning engineer"),
        Both(
            ko="가장 먼저 열리는 문이고, 프로젝트 두 개면 지원할 때예요",
            en="The door that opens first, with two good projects",
        ),
    ),
    Role(
        "applied",
        Both(ko="응용 연구", en="Applied research"),
        Both(ko="최신 논문을 구현한 것이 있는지 봐요", en="They look for recent papers you’ve implemented"),
    ),
    Role(
        "scientist",
        Both(ko="연구 과학자", en="Research scientist"),
        Both(ko="이름난 학회에 실린 논문을 봐요", en="They look for papers at top venues"),
    ),
    Role(
        "unknown",
        Both(ko="아직 몰라요", en="I don’t know yet"),
        Both(ko="나중에 골라도 계획은 그대로예요", en="Choose later: the plan stays the same"),
    ),
)
BY_KEY = {role.key: role for role in ROLES}
