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
            ko="추천해도 되는지, 시간대, 하루가 끝나는 시각",
            en="Whether we may suggest you, your time zone, when your day ends",
        ),
        _ACCOUNT,
        _ME_AND_OPERATORS,
        ("accounts.User",),
    ),
    Kept(
        Both(ko="하고 싶은 일, 관심 주제, 언어", en="The work you aim for, your topics, your language"),
        _ACCOUNT,
        Both(
            ko="일과 주제는 누구에게나, 언어는 추천받은 사람과 인사를 쓰려는 사람에게",
            en="Work and topics: everyone; language: those we suggest you to, and who is about to write to you",
        ),
        ("accounts.User",),
    ),
    Kept(
        Both(ko="연락할 방법", en="How to reach you"),
        _ACCOUNT,
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
            ko="큐레이터나 운영자가 누구인지, 운영자가 관리 화면에서 바꾼 것",
            en="Who is a curator or an operator, and what operators changed in their tools",
        ),
        _ACCOUNT,
        Both(ko="운영자", en="Operators"),
        ("accounts.User_groups", "accounts.User_user_permissions", "admin.LogEntry"),
    ),
)

HARM: Final = (
    Kept(
        Both(ko="내가 차단한 사람", en="Whom you blocked"),
        Both(ko="차단을 풀 때까지", en="Until you unblock them"),
        _ME,
        ("accounts.Block",),
    ),
    Kept(
        Both(
            ko="신고: 무엇을 왜 신고했는지, 어떻게 결정했는지",
            en="A report: what was reported and why, and what was decided",
        ),
        Both(
            ko="신고된 사람의 계정이 있는 동안. 신고한 사람이 떠나면 그 이름은 지워져요",
            en="As long as the reported person has an account; who reported is forgotten when they leave",
        ),
        Both(
            ko="큐레이터. 신고된 사람은 누가 했는지 몰라요", en="Curators; the reported person never learns who it was"
        ),
        ("accounts.Report",),
    ),
    Kept(
        Both(
            ko="계정을 지우기로 한 때, 정지되었다면 그 이유",
            en="That you asked to be deleted; why an account is suspended, if it is",
        ),
        Both(ko="돌아오거나 지워질 때까지 14일, 정지는 풀릴 때까지", en="14 days, or until the suspension is lifted"),
        Both(ko="나와 큐레이터", en="You and the curators"),
        ("accounts.User",),
    ),
)

WALK: Final = (
    Kept(
        Both(ko="열리지 않는다고 알려 준 링크", en="Links you told us are broken"),
        _ACCOUNT,
        Both(ko="몇 명이 알려 주었는지만 큐레이터에게", en="Curators see how many people told us, not who"),
        ("roadmap.LinkReport",),
    ),
    Kept(
        Both(
            ko="큐레이터라면 로드맵에서 무엇을 왜 바꾸었는지",
            en="As a curator: what you changed on the roadmap, and why",
        ),
        Both(
            ko="로드맵이 있는 동안. 떠나면 이름은 지워져요", en="As long as the roadmap; your name goes when you leave"
        ),
        Both(ko="큐레이터", en="Curators"),
        ("roadmap.CurationEvent", "roadmap.LinkCase"),
    ),
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
            ko="이정표와 거기에 적은 것, 증거 링크와 거기서 언제 무엇을 읽었는지(PR이면 제목, 연 계정, 병합된 때, 별), "
            "측정값. 거둔 이정표도 남아요",
            en="Milestones, what you said of them, links of evidence, what was read there and when (of a PR its title, "
            "who opened it, when it was merged, stars), readings; withdrawn ones too",
        ),
        _ACCOUNT,
        Both(
            ko="하나하나 고른 대로. 초안과 거둔 것은 나만 봐요. 부탁한 멘토는 초안도 봐요",
            en="As you choose for each; a draft only you and a mentor you ask, a withdrawn one only you",
        ),
        ("portfolio.Milestone", "portfolio.Evidence", "portfolio.Reading"),
    ),
    Kept(
        Both(
            ko="이정표를 누가 언제 검증했는지, 아직이라고 했거나 취소했다면 그 이유",
            en="Who verified a milestone and when; the reason if they couldn’t, or took it back",
        ),
        Both(
            ko="이정표가 있는 동안. 검증한 사람이 떠나면 이름은 지워져요",
            en="As long as the milestone; the name goes when whoever verified it leaves",
        ),
        Both(
            ko="검증은 이정표를 보는 사람, 이유는 나와 큐레이터, 검증한 사람",
            en="A verification whoever sees the milestone; a reason you, curators and whoever gave it",
        ),
        ("portfolio.Milestone", "portfolio.Verification"),
    ),
    Kept(
        Both(
            ko="내 것을 잠깐 볼 수 있게 된 사람과 그 기한",
            en="Who may see something of yours for a while, and until when",
        ),
        Both(ko="기한이 지나고 30일", en="Until 30 days after it ended"),
        Both(ko="나와 그 사람", en="You and they"),
        ("portfolio.Grant",),
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

MENTORING: Final = (
    Kept(
        Both(
            ko="멘토로 지원했다면: 내 소개 글, 주제, 언어, 맡을 수, 검증할 종류, 언제까지 쉬는지",
            en="As a mentor: what you said of yourself, topics, languages, seats, kinds, until when you’re away",
        ),
        _ACCOUNT,
        Both(
            ko="멘토가 되면 누구에게나. 지원과 거기에 받은 답은 나와 큐레이터만",
            en="Everyone once you’re a mentor; an application and its answer only you and curators",
        ),
        ("mentoring.Mentor",),
    ),
    Kept(
        Both(
            ko="리뷰 요청: 물음, 부탁한 때의 이야기, 누가 언제까지 맡았는지",
            en="Review requests: your question, the story as you asked, who has it and until when",
        ),
        _ACCOUNT,
        Both(
            ko="물음과 제목은 멘토에게, 이야기는 맡은 멘토에게 맡은 동안만",
            en="Question and title: mentors; the story: the mentor who has it, while they have it",
        ),
        ("mentoring.ReviewRequest",),
    ),
    Kept(
        Both(ko="리뷰와 그 초안, 고마움을 전한 때", en="Reviews, their drafts, and when you thanked for one"),
        Both(
            ko="부탁한 사람의 계정이 있는 동안. 쓴 사람이 떠나면 이름은 지워져요",
            en="As long as whoever asked has an account; the name goes when whoever wrote it leaves",
        ),
        Both(
            ko="보낸 리뷰는 부탁한 사람과 쓴 멘토, 신고되면 큐레이터. 초안은 쓴 멘토만",
            en="A review: whoever asked and its mentor, curators if it’s reported; a draft only its mentor",
        ),
        ("mentoring.Review",),
    ),
)

PEERS: Final = (
    Kept(
        Both(ko="내가 팔로우하는 사람", en="Whom you follow"),
        Both(ko="그만 팔로우할 때까지", en="Until you unfollow them"),
        Both(ko="나. 팔로우된 사람도 몰라요", en="You; the one you follow never learns of it"),
        ("peers.Follow",),
    ),
    Kept(
        Both(
            ko="추천해도 된다고 했다면: 이번 주에 누구와 이웃해 있는지, 내 단계와 주제",
            en="If we may suggest you: beside whom you stand this week, by phase and topic",
        ),
        Both(ko="한 주", en="A week"),
        _NOBODY,
        ("peers.RingPlace",),
    ),
    Kept(
        Both(
            ko="누구를 왜 추천했는지: 단계, 같은 주제, 언어",
            en="Whom we suggested, and why: phase, shared topics, language",
        ),
        Both(ko="8주", en="8 weeks"),
        Both(
            ko="추천받은 사람. 내가 누구에게 추천됐는지는 아무도 안 봐요",
            en="The one we suggested them to; nobody sees to whom you were suggested",
        ),
        ("peers.Suggestion",),
    ),
    Kept(
        Both(ko="인사: 보낸 글, 받았는지", en="Introductions: what was written, and whether it was accepted"),
        Both(ko="두 사람의 계정이 있는 동안", en="As long as both have an account"),
        Both(
            ko="보낸 사람과 받은 사람, 신고되면 큐레이터. 받지 않은 것은 보낸 사람도 몰라요",
            en="Its sender and its recipient, curators if it’s reported; that one was declined, not even its sender",
        ),
        ("peers.Introduction",),
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
            ko="API 토큰: 이름, 만든 날, 마지막으로 쓴 날, 되돌릴 수 없게 바꾼 값. 토큰 자체는 남기지 않아요",
            en="API tokens: name, day made, day last used, and a value that can’t be turned back; never the token itself",
        ),
        Both(ko="토큰을 없앨 때까지", en="Until you revoke them"),
        _ME,
        ("accounts.ApiToken",),
    ),
    Kept(
        Both(
            ko="API를 몇 번 불렀는지 세는 값: 로그인했다면 계정 번호, 아니면 IP 주소",
            en="A count of requests to the API, by your account’s number or, signed out, by IP address",
        ),
        Both(ko="2분", en="Two minutes"),
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
