"""What one row says, and what many rows say alike."""

from dataclasses import dataclass
from typing import Final

from kit.bilingual import Both


@dataclass(frozen=True, slots=True)
class Kept:
    what: Both
    until: Both
    seen_by: Both
    tables: tuple[str, ...] = ()


ACCOUNT: Final = Both(ko="계정이 있는 동안", en="As long as you have an account")
ME: Final = Both(ko="나", en="You")
ME_AND_OPERATORS: Final = Both(ko="나와 운영자", en="You and the operators")
NOBODY: Final = Both(ko="아무도 안 봐요", en="Nobody")
