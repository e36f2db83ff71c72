from datetime import date

from kit.bilingual import Both
from kit.dates import say_date
from kit.words import say_number
from portfolio.kinds import addresses
from portfolio.kinds.facts import Address, Day, FactsForm, Number, day_of
from portfolio.kinds.kind import Facts, Kind, Series, in_each, line
from portfolio.reached import Reached, once

WIDELY_READ = 50_000

KNOWN = (
    (
        r"(?:m\.)?blog\.naver\.com/(?:PostView\.(?:naver|nhn)\?)(?:.*&)?blogId=(\w+)&(?:.*&)?logNo=(\d+)",
        "blog.naver.com/{0}/{1}",
    ),
    (r"(?:m\.)?blog\.naver\.com/(\w+)/(\d+)", "blog.naver.com/{0}/{1}"),
    # Medium's stories are known by the twelve letters at their end, under whichever name they stand.
    (r"(?:[\w-]+\.)?medium\.com/(?:.*[-/])?([0-9a-f]{11,12})(?:\?|/?$)", "medium.com/p/{0}"),
    (r"towardsdatascience\.com/(?:.*-)([0-9a-f]{11,12})(?:\?|/?$)", "medium.com/p/{0}"),
    (r"(?:m\.)?brunch\.co\.kr/@([\w-]+)/(\d+)", "brunch.co.kr/@{0}/{1}"),
    (r"dev\.to/([\w-]+)/([\w-]+)", "dev.to/{0}/{1}"),
)


class Form(FactsForm):
    address = Address(Both(ko="글 주소", en="Address of the article"))
    published_on = Day(Both(ko="올린 날", en="Day it was published"))
    views = Number(Both(ko="지금까지 조회 수", en="Views so far"))


def says(facts: Facts) -> Both:
    return in_each(lambda: line(_views(facts), _published(facts), _where(facts)))


def _views(facts: Facts) -> str:
    if "views" not in facts:
        return ""
    number = say_number(facts["views"])
    return str(Both(ko=f"세울 때 {number}회 읽힘", en=f"{_in_english(facts['views'])} when claimed"))


def _in_english(views: int) -> str:
    return f"{say_number(views)} {'view' if views == 1 else 'views'}"


def _published(facts: Facts) -> str:
    day = day_of(facts, "published_on")
    return str(Both(ko=f"{say_date(day)}에 올림", en=f"published {say_date(day)}")) if day else ""


def _where(facts: Facts) -> str:
    return addresses.host_of(facts.get("address", ""))


def views_by(views: int, day: date) -> Both:
    return in_each(
        lambda: str(
            Both(
                ko=f"{say_date(day)}까지 {say_number(views)}회 읽혔어요.",
                en=f"{_in_english(views)} by {say_date(day)}.",
            )
        )
    )


def stands(views: int, reached: Reached) -> Both:
    if reached.on is not None:
        on = reached.on
        return in_each(
            lambda: str(Both(ko=f"{say_date(on)}에 5만 회가 되었어요.", en=f"It had reached 50,000 on {say_date(on)}."))
        )
    left = say_number(WIDELY_READ - views)
    return Both(ko=f"5만 회까지 {left}회 남았어요.", en=f"{left} to go to 50,000.")


KIND = Kind(
    key="article",
    place=4,
    icon="newspaper",
    title=Both(ko="널리 읽힌 글", en="Widely read article"),
    what=Both(
        ko="많은 사람이 읽은, 머신러닝을 다룬 내 글이에요.",
        en="Something you wrote about machine learning, read by many.",
    ),
    reached=Both(
        ko="글 하나가 5만 회 이상 읽혔어요.",
        en="One article has 50,000 views or more.",
    ),
    shows=Both(
        ko="글에 보이는 조회 수를 보여 줘요. 안 보이는 곳이면 통계 화면을 날짜와 함께 찍어 둬요.",
        en="Show the count on the article. Where there’s none, keep a dated picture of its statistics.",
    ),
    name=Both(ko="글 제목", en="Title of the article"),
    form=Form,
    address_of=addresses.by_rules(KNOWN),
    says=says,
    series=Series(
        unit=Both(ko="그날까지의 조회 수", en="Views by that day"),
        lines=(WIDELY_READ, 100_000),
        rule=once(WIDELY_READ),
        says=views_by,
        stands=stands,
        claimed=lambda facts, today: (today, facts["views"]),
    ),
)
