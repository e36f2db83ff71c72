"""What is kept of the way they walk, and of what they make on it."""

from typing import Final

from accounts.kept.row import ACCOUNT, ME_AND_OPERATORS, Kept
from kit.bilingual import Both

WALK: Final = (
    Kept(
        Both(ko="열리지 않는다고 알려 준 링크", en="Links you told us are broken"),
        ACCOUNT,
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
        ACCOUNT,
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
        ACCOUNT,
        Both(
            ko="하나하나 고른 대로, 그리고 부탁받아 맡은 멘토. 초안과 거둔 것은 나만 봐요",
            en="As you choose for each, and a mentor you ask while they have it; drafts and withdrawn ones only you",
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
            ko="검증은 이정표를 보는 사람, 이유는 나와 큐레이터, 검증한 사람, 다시 부탁하면 맡은 멘토",
            en="A verification whoever sees the milestone; a reason you, curators, who gave it, and a mentor you ask again",
        ),
        ("portfolio.Milestone", "portfolio.Verification"),
    ),
    Kept(
        Both(
            ko="내 것을 잠깐 볼 수 있게 된 사람과 그 기한",
            en="Who may see something of yours for a while, and until when",
        ),
        Both(ko="기한이 지나고 30일", en="Until 30 days after it ended"),
        Both(ko="나와 그 사람", en="You and that person"),
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
        ME_AND_OPERATORS,
        ("notices.Notice", "notices.Mail"),
    ),
    Kept(
        Both(ko="어떤 메일을 몇 시에 받고 싶은지", en="Which mail you want, and at what hour"),
        ACCOUNT,
        ME_AND_OPERATORS,
        ("notices.Preference",),
    ),
)
