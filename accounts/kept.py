"""What the product keeps of people, for /privacy/: a table that no row here names fails a test.

Whoever adds a table, a cookie or something kept in the browser adds or widens a row, in both languages.
"""

from dataclasses import dataclass
from typing import Final

from kit.bilingual import Both


@dataclass(frozen=True, slots=True)
class Kept:
    what: Both
    until: Both
    seen_by: Both
    tables: tuple[str, ...] = ()


_ACCOUNT = Both(ko="계정이 있는 동안", en="As long as you have an account")
_ME = Both(ko="나", en="You")
_ME_AND_OPERATORS = Both(ko="나와 운영자", en="You and the operators")
_NOBODY = Both(ko="아무도 안 봐요", en="Nobody")

PEOPLE: Final = (
    Kept(
        Both(
            ko="이메일 주소, 마지막으로 로그인한 때. 비밀번호를 정했다면 되돌릴 수 없게 바꾼 값",
            en="Your e-mail address and when you last signed in; your password only as a value that can’t be turned back",
        ),
        _ACCOUNT,
        _ME_AND_OPERATORS,
        ("accounts.User", "account.EmailAddress", "account.EmailConfirmation"),
    ),
    Kept(
        Both(
            ko="이름, 내 주소, 한 줄 소개, 하고 싶은 일, 관심 주제",
            en="Your name, handle, one line about you, the work you aim for, your topics",
        ),
        _ACCOUNT,
        Both(ko="누구에게나 보여요", en="Everyone"),
        ("accounts.User",),
    ),
    Kept(
        Both(
            ko="연락할 방법, 추천해도 되는지, 언어와 시간대",
            en="How to reach you, whether we may suggest you, language and time zone",
        ),
        _ACCOUNT,
        _ME_AND_OPERATORS,
        ("accounts.User",),
    ),
    Kept(
        Both(ko="그만 쓰기로 한 내 주소", en="A handle you gave up"),
        Both(ko="90일", en="90 days"),
        Both(
            ko="새 주소로 이어지게 했다면 누구에게나, 아니면 아무도 안 봐요",
            en="Everyone if you let it lead to the new one, otherwise nobody",
        ),
        ("accounts.FormerHandle",),
    ),
    Kept(
        Both(
            ko="큐레이터나 운영자가 누구인지, 운영자가 관리 화면에서 바꾼 것",
            en="Who is a curator or an operator, and what operators changed in their tools",
        ),
        _ACCOUNT,
        Both(ko="운영자", en="Operators"),
        ("accounts.User_groups", "accounts.User_user_permissions", "admin.LogEntry"),
    ),
)

WALK: Final = (
    Kept(
        Both(
            ko="로드맵의 어디서 시작했는지, 한 주 시간, 쉬는 요일, 걸음마다의 진도와 메모, 자료에 남긴 표시",
            en="Where you began, your hours a week and rest days, progress and notes on each step, marks on resources",
        ),
        _ACCOUNT,
        Both(
            ko="나. 어디까지 걸었는지는, 계획에서 보이기로 고르면 다른 사람도 봐요",
            en="You; how far you’ve walked also others, if you choose so in your plan",
        ),
        ("roadmap.Enrollment", "roadmap.Progress", "roadmap.Mark"),
    ),
    Kept(
        Both(ko="기록, 프로젝트, 거기에 넣은 그림", en="Entries, projects and the pictures in them"),
        Both(
            ko="지울 때까지. 지운 뒤 30일은 되돌릴 수 있어요",
            en="Until you delete them, and 30 days more to bring them back",
        ),
        Both(
            ko="하나하나 고른 대로: 나에게만, 멤버에게만, 누구에게나",
            en="As you choose for each: only you, members, everyone",
        ),
        ("portfolio.Entry", "portfolio.Project", "portfolio.Picture"),
    ),
    Kept(
        Both(
            ko="알림이 무엇에 관한 것인지, 메일을 언제 보냈는지. 메일의 글은 남기지 않아요",
            en="What a notice is about and when a mail was sent; never the text of a mail",
        ),
        Both(
            ko="알림을 읽고 90일 뒤까지. 그때도 맞는 알림은 맞는 동안",
            en="Until 90 days after you read the notice, or for as long as it’s still true",
        ),
        _ME_AND_OPERATORS,
        ("notices.Notice", "notices.Mail"),
    ),
    Kept(
        Both(ko="어떤 메일을 몇 시에 받고 싶은지", en="Which mail you want, and at what hour"),
        _ACCOUNT,
        _ME_AND_OPERATORS,
        ("notices.Preference",),
    ),
)

VISITS: Final = (
    Kept(
        Both(
            ko="로그인한 곳: 브라우저와 기기 이름, 마지막으로 온 날. 로그인하기 전에 고른 답과 적은 주소도 여기에 있어요",
            en="Where you’re signed in: browser, device, the day you last came; also your answers and address from before",
        ),
        Both(ko="로그아웃할 때까지, 오지 않으면 60일", en="Until you sign out, or 60 days without a visit"),
        _ME,
        ("accounts.Session",),
    ),
    Kept(
        Both(ko="메일로 보낸 여섯 자리 숫자", en="The six digits we mail you"),
        Both(ko="15분", en="15 minutes"),
        _NOBODY,
        ("accounts.Session",),
    ),
    Kept(
        Both(
            ko="로그인을 몇 번 해 봤는지 세는 값: IP 주소, 알아볼 수 없게 바꾼 이메일 주소",
            en="A count of sign-in tries, by IP address and by an e-mail address made unreadable",
        ),
        Both(ko="길어야 하루", en="A day at most"),
        _NOBODY,
    ),
    Kept(
        Both(
            ko="잘못된 요청이나 오류가 있던 화면의 주소와 때",
            en="The address and the time of a page that went wrong, in the server’s log",
        ),
        Both(ko="운영자가 정해요", en="As the operators decide"),
        Both(ko="운영자", en="Operators"),
    ),
    Kept(
        Both(
            ko="쿠키 네 개: 로그인, 남이 내 이름으로 양식을 보내지 못하게 막는 값, 이 브라우저에서 로그인한 적이 있는지, "
            "방금 한 일을 알리는 한 줄",
            en="Four cookies: for signing in, against forms sent in your name, for knowing that you’ve signed in here "
            "before, and for one line about what you did last",
        ),
        Both(ko="차례대로 60일, 1년, 1년, 한 번", en="60 days, a year, a year and one page, in that order"),
        Both(ko="내 브라우저", en="Your browser"),
    ),
)
