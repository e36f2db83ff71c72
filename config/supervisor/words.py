"""What `make run` says to a person; in both languages where it matters, since nobody knows yet which is theirs."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

STOPPING = "Stopping. 끄고 있어요."


def welcome(port: int, sign_ins: Sequence[str]) -> str:
    lines = [
        "",
        "Giljabi is up. Stop it with Ctrl-C.",
        "길잡이가 켜졌어요. 끄려면 Ctrl-C를 눌러 주세요.",
        "",
        f"  http://127.0.0.1:{port}",
        f"  http://127.0.0.1:{port}/dev/mail/  mail · 메일함",
        "",
    ]
    if sign_ins:
        lines.append("Demo sign-ins, password giljabi-demo · 데모 로그인, 비밀번호 giljabi-demo")
        lines += [f"  {email}" for email in sign_ins]
        lines.append("")
    return "\n".join(lines) + "\n"


def put_aside(rewritten: Sequence[str], aside: Path) -> str:
    return (
        f"The database no longer fits the code ({', '.join(rewritten)}); it lies in {aside} now.\n"
        f"데이터베이스가 코드와 맞지 않아서 {aside} 폴더로 옮기고 새로 만들어요."
    )


def ended(name: str, code: int | None = None) -> str:
    how = "" if code is None else f" (exit {code})" if code >= 0 else f" (signal {-code})"
    return f"{name} ended{how}, so all ends.\n{name} 프로세스가 끝나서{how} 모두 꺼요."


def refuse(english: str, korean: str) -> NoReturn:
    raise SystemExit(f"\n{english}\n{korean}\n")
