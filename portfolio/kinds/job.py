from kit.bilingual import Both
from kit.dates import say_month
from portfolio.kinds import addresses
from portfolio.kinds.facts import Address, Choice, Day, FactsForm, Line, day_of
from portfolio.kinds.kind import Facts, Kind, in_each, line

SORTS = {
    "employed": Both(ko="직원", en="Employed"),
    "intern": Both(ko="인턴", en="Internship"),
    "freelance": Both(ko="프리랜서", en="Freelance"),
}


class Form(FactsForm):
    address = Address(
        Both(ko="나를 소개한 주소", en="Where you’re named"),
        help_text=Both(
            ko="회사나 고객이 공개한 곳이에요. 팀 소개, 블로그, 프로젝트 쪽이면 돼요.",
            en="In public, by company or client: a team page, a blog, a project.",
        ),
    )
    employer = Line(Both(ko="회사나 고객", en="Company or client"), 60)
    sort = Choice(Both(ko="어떤 일인가요?", en="What sort of work"), SORTS)
    began_on = Day(Both(ko="시작한 날", en="Day you began"))


def says(facts: Facts) -> Both:
    return in_each(lambda: line(facts.get("employer", ""), str(SORTS.get(facts.get("sort", ""), "")), _began(facts)))


def _began(facts: Facts) -> str:
    day = day_of(facts, "began_on")
    return str(Both(ko=f"{say_month(day)}부터", en=f"since {say_month(day)}")) if day else ""


KIND = Kind(
    key="job",
    place=6,
    icon="briefcase",
    title=Both(ko="머신러닝 일자리", en="ML job"),
    what=Both(
        ko="누군가 돈을 내고 맡긴 머신러닝 일이에요.",
        en="Machine-learning work that somebody pays you for.",
    ),
    reached=Both(
        ko="머신러닝이 하는 일의 중심이고, 돈을 받아요. 인턴이나 프리랜서도 돼요.",
        en="Machine learning is at the centre of the work, and you’re paid. Internships and freelance work count.",
    ),
    shows=Both(
        ko="회사나 고객이 공개한 소개를 보여 줘요. 계약서나 월급은 올리지 않아도 돼요.",
        en="Show what company or client says of you in public. You needn’t upload a contract or your pay.",
    ),
    name=Both(ko="하는 일", en="What you do there"),
    form=Form,
    address_of=addresses.by_rules(()),
    says=says,
)
