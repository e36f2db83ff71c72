from datetime import date

from kit.bilingual import Both
from kit.dates import say_date
from kit.words import say_number
from portfolio.kinds import addresses
from portfolio.kinds.facts import Address, Day, FactsForm, Line, Number, day_of
from portfolio.kinds.kind import Facts, Kind, Series, in_each, line
from portfolio.reached import Reached, four_weeks_running

PEOPLE_A_WEEK = 100

# One tool, whichever page of its repository or package is linked.
KNOWN = (
    (r"(github\.com|codeberg\.org)/([\w.-]+)/([\w.-]+?)(?:\.git)?(?:/|\?|$)", "{0}/{1}/{2}"),
    (r"huggingface\.co/spaces/([\w.-]+)/([\w.-]+)", "huggingface.co/spaces/{0}/{1}"),
    (r"pypi\.org/(?:project|p)/([\w.-]+)", "pypi.org/project/{0}"),
    (r"npmjs\.com/package/((?:@[\w.-]+/)?[\w.-]+)", "npmjs.com/package/{0}"),
)


class Form(FactsForm):
    address = Address(
        Both(ko="도구 주소", en="Address of the tool"),
        help_text=Both(ko="쓸 수 있는 곳이나 저장소예요.", en="Where it can be used, or its repository."),
    )
    people = Number(Both(ko="지난주에 쓴 사람 수", en="People who used it last week"))
    week_of = Day(Both(ko="그 주가 끝난 날", en="Day that week ended"))
    counted = Line(
        Both(ko="어떻게 셌나요?", en="How they were counted"),
        120,
        help_text=Both(ko="예: 로그인한 사람을 한 번씩 셌어요", en="Such as: each signed-in person once"),
    )


def says(facts: Facts) -> Both:
    return in_each(lambda: line(_people(facts), facts.get("counted", "")))


def _people(facts: Facts) -> str:
    if "people" not in facts:
        return ""
    number, day = say_number(facts["people"]), day_of(facts, "week_of")
    until = Both(ko=f", {say_date(day)}에 끝난 주", en=f" in the week to {say_date(day)}") if day else ""
    people = "person" if facts["people"] == 1 else "people"
    return str(Both(ko=f"한 주에 {number}명{until}", en=f"{number} {people}{until or ' a week'}"))


def last_week(people: int, day: date) -> Both:
    return in_each(
        lambda: str(
            Both(
                ko=f"{say_date(day)}까지 7일 동안 {say_number(people)}명이 썼어요.",
                en=f"{say_number(people)} {'person' if people == 1 else 'people'} in the seven days to {say_date(day)}.",
            )
        )
    )


def stands(people: int, reached: Reached) -> Both:
    if reached.on is not None:
        on = reached.on
        return in_each(
            lambda: str(
                Both(
                    ko=f"{say_date(on)}까지 4주를 이어서 100명 이상이 썼어요.",
                    en=f"On {say_date(on)} it had been 100 or more four weeks running.",
                )
            )
        )
    if reached.weeks:
        weeks = f"{reached.weeks} weeks" if reached.weeks > 1 else "one week"
        return Both(
            ko=f"100명 이상인 주가 {reached.weeks}주째예요. 4주를 이으면 돼요.",
            en=f"100 or more for {weeks} so far; it takes four running.",
        )
    left = max(0, PEOPLE_A_WEEK - people)
    return Both(ko=f"100명까지 {left}명 남았어요.", en=f"{left} to go to 100.")


KIND = Kind(
    key="tool",
    place=5,
    icon="wrench",
    title=Both(ko="매주 쓰이는 도구", en="Tool in weekly use"),
    what=Both(
        ko="내가 만들었고 다른 사람이 주마다 다시 와서 쓰는 머신러닝 도구예요.",
        en="A machine-learning tool you made, which people come back to week after week.",
    ),
    reached=Both(
        ko="4주를 이어서, 한 주에 100명 이상이 썼어요. 내려받은 횟수는 사람 수가 아니에요.",
        en="100 or more people a week used it, four weeks running. Downloads aren’t people.",
    ),
    shows=Both(
        ko="주마다 쓴 사람 수와 그 수를 어떻게 셌는지 보여 줘요. 공개된 통계면 더 좋아요.",
        en="Show the number of people each week and how you counted them, best on a public page.",
    ),
    name=Both(ko="도구 이름", en="Name of the tool"),
    form=Form,
    address_of=addresses.by_rules(KNOWN),
    says=says,
    series=Series(
        unit=Both(ko="그날까지 7일 동안 쓴 사람", en="People in the seven days to that day"),
        lines=(PEOPLE_A_WEEK,),
        rule=four_weeks_running(PEOPLE_A_WEEK),
        says=last_week,
        stands=stands,
        claimed=lambda facts, today: (day_of(facts, "week_of") or today, facts["people"]),
    ),
)
