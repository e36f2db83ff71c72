"""What is kept of a person as such."""

from typing import Final

from accounts.kept.row import ACCOUNT, ME_AND_OPERATORS, NOBODY, Kept
from kit.bilingual import Both

PEOPLE: Final = (
    Kept(
        Both(
            ko="이메일 주소, 마지막으로 로그인한 때. 비밀번호를 정했다면 되돌릴 수 없게 바꾼 값",
            en="Your e-mail address and when you last signed in; your password only as a value that can’t be turned back",
        ),
        Both(
            ko="계정이 있는 동안. 이름을 정하지 않은 계정은 마지막으로 로그인하고 30일 뒤에 지워져요",
            en="As long as you have an account; one that was never given a name goes 30 days after the last sign-in",
        ),
        ME_AND_OPERATORS,
        ("accounts.User", "account.EmailAddress", "account.EmailConfirmation"),
    ),
    Kept(
        Both(
            ko="이름, 내 주소, 한 줄 소개, 하고 싶은 일, 관심 주제",
            en="Your name, handle, one line about you, the work you aim for, your topics",
        ),
        ACCOUNT,
        Both(ko="누구에게나 보여요", en="Everyone"),
        ("accounts.User",),
    ),
    Kept(
        Both(
            ko="추천해도 되는지, 시간대, 하루가 끝나는 시각",
            en="Whether we may suggest you, your time zone, when your day ends",
        ),
        ACCOUNT,
        ME_AND_OPERATORS,
        ("accounts.User",),
    ),
    Kept(
        Both(ko="길잡이를 쓰는 언어", en="The language you use here"),
        ACCOUNT,
        Both(
            ko="나를 추천받은 사람과, 나에게 인사를 쓰려는 사람",
            en="Those we suggest you to, and whoever is about to write to you",
        ),
        ("accounts.User",),
    ),
    Kept(
        Both(ko="연락할 방법", en="How to reach you"),
        ACCOUNT,
        Both(ko="나와, 인사를 나눈 사람", en="You, and those you’re in touch with"),
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
            ko="지워진 계정의 주소. 주소를 넣어 봐야만 맞는지 알 수 있게 바꾼 값이고, 누구였는지는 남지 않아요",
            en="The handle of an erased account, as a value that only tells whether a handle you try is that one;"
            " nothing of the person",
        ),
        Both(
            ko="기한 없이. 다른 사람이 그 주소로 나서지 못하게 해요",
            en="For good, so that nobody else can pass for them",
        ),
        NOBODY,
        ("accounts.SpentHandle",),
    ),
    Kept(
        Both(
            ko="큐레이터나 운영자가 누구인지, 운영자가 관리 화면에서 바꾼 것",
            en="Who is a curator or an operator, and what operators changed in their tools",
        ),
        ACCOUNT,
        Both(ko="운영자", en="Operators"),
        ("accounts.User_groups", "accounts.User_user_permissions", "admin.LogEntry"),
    ),
)
