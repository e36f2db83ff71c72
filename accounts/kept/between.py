"""What is kept between people: mentors, peers, and what goes wrong."""

from typing import Final

from accounts.kept.row import ACCOUNT, ME, NOBODY, Kept
from kit.bilingual import Both

MENTORING: Final = (
    Kept(
        Both(
            ko="멘토로 지원했다면: 내 소개 글, 주제, 언어, 한 번에 맡을 요청 수, 검증할 종류, 언제까지 쉬는지",
            en="As a mentor: what you said of yourself, topics, languages, seats, kinds, until when you’re away",
        ),
        ACCOUNT,
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
        ACCOUNT,
        Both(
            ko="물음과 제목은 멘토에게, 이야기는 맡은 멘토에게 맡은 동안만. 신고되면 물음은 큐레이터도 봐요",
            en="Question and title: mentors, and curators if reported; the story: who has it, while they have it",
        ),
        ("mentoring.ReviewRequest",),
    ),
    Kept(
        Both(ko="리뷰와 그 초안, 고마움을 전한 때", en="Reviews, their drafts, and when you thanked for one"),
        Both(
            ko="부탁한 사람의 계정이 있는 동안. 쓴 사람이 떠나면 이름과 초안은 지워져요",
            en="As long as whoever asked has an account; when whoever wrote it leaves, their name and drafts go",
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
        Both(ko="나. 상대도 몰라요", en="You; the one you follow never learns of it"),
        ("peers.Follow",),
    ),
    Kept(
        Both(
            ko="추천해도 된다고 했다면: 이번 주에 누구와 이웃해 있는지, 내 단계와 주제",
            en="If we may suggest you: beside whom you stand this week, by phase and topic",
        ),
        Both(ko="한 주", en="A week"),
        NOBODY,
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
            en="Its sender and its recipient, curators if it’s reported; not even its sender learns that it was declined",
        ),
        ("peers.Introduction",),
    ),
)

HARM: Final = (
    Kept(
        Both(ko="내가 차단한 사람", en="Whom you blocked"),
        Both(ko="차단을 풀 때까지", en="Until you unblock them"),
        ME,
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
