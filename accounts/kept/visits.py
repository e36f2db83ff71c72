"""What is kept of visits."""

from typing import Final

from accounts.kept.row import ME, NOBODY, Kept
from kit.bilingual import Both

VISITS: Final = (
    Kept(
        Both(
            ko="로그인한 곳: 브라우저와 기기 이름, 마지막으로 온 날. 로그인하기 전에 고른 답과 적은 주소도 여기에 있어요",
            en="Where you’re signed in: browser, device, the day you last came; also your answers and address from before",
        ),
        Both(ko="로그아웃할 때까지, 오지 않으면 60일", en="Until you sign out, or 60 days without a visit"),
        ME,
        ("accounts.Session",),
    ),
    Kept(
        Both(ko="메일로 보낸 여섯 자리 숫자", en="The six digits we mail you"),
        Both(ko="15분", en="15 minutes"),
        NOBODY,
        ("accounts.Session",),
    ),
    Kept(
        Both(
            ko="로그인을 몇 번 해 봤는지 세는 값: IP 주소, 알아볼 수 없게 바꾼 이메일 주소",
            en="A count of sign-in tries, by IP address and by an e-mail address made unreadable",
        ),
        Both(ko="길어야 하루", en="A day at most"),
        NOBODY,
    ),
    Kept(
        Both(
            ko="API 토큰: 이름, 만든 날, 마지막으로 쓴 날, 되돌릴 수 없게 바꾼 값. 토큰 자체는 남기지 않아요",
            en="API tokens: name, day made, day last used, and a value that can’t be turned back; never the token itself",
        ),
        Both(ko="토큰을 없앨 때까지", en="Until you revoke them"),
        ME,
        ("accounts.ApiToken",),
    ),
    Kept(
        Both(
            ko="API를 몇 번 불렀는지 세는 값: 로그인했다면 계정 번호, 아니면 IP 주소",
            en="A count of requests to the API, by your account’s number or, signed out, by IP address",
        ),
        Both(ko="2분", en="Two minutes"),
        NOBODY,
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
