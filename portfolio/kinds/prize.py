from kit.bilingual import Both
from kit.dates import say_date
from kit.words import say_number
from portfolio.kinds import addresses
from portfolio.kinds.facts import Address, Day, FactsForm, Line, Number, day_of
from portfolio.kinds.kind import Facts, Kind, in_each, line

# The same competition, whichever of its pages is linked.
KNOWN = (
    (r"kaggle\.com/(?:c|competitions)/([\w-]+)", "kaggle.com/competitions/{0}"),
    (r"dacon\.io/competitions/(\w+)/(\d+)", "dacon.io/competitions/{0}/{1}"),
    (r"aiconnect\.kr/competition/detail/(\d+)", "aiconnect.kr/competition/detail/{0}"),
    (r"drivendata\.org/competitions/(\d+)", "drivendata.org/competitions/{0}"),
    (r"aicrowd\.com/challenges/([\w-]+)", "aicrowd.com/challenges/{0}"),
    (r"zindi\.africa/competitions/([\w-]+)", "zindi.africa/competitions/{0}"),
    (r"codalab\.lisn\.upsaclay\.fr/competitions/(\d+)", "codalab.lisn.upsaclay.fr/competitions/{0}"),
    (r"codabench\.org/competitions/(\d+)", "codabench.org/competitions/{0}"),
)


class Form(FactsForm):
    address = Address(
        Both(ko="순위표 주소", en="Address of the ranking"),
        help_text=Both(ko="최종 순위표가 공개된 주소예요.", en="Where the final ranking is public."),
    )
    rank = Number(Both(ko="최종 순위", en="Final rank"), 1)
    teams = Number(Both(ko="참가한 팀 수", en="Number of teams"), 1)
    award = Line(
        Both(ko="상이나 메달", en="Prize or medal"),
        40,
        help_text=Both(ko="예: 은메달, 우수상", en="Such as: silver medal"),
    )
    ended_on = Day(Both(ko="대회가 끝난 날", en="Day it ended"))
    members = Number(
        Both(ko="우리 팀 사람 수", en="People in your team"),
        1,
        help_text=Both(ko="혼자면 1이에요.", en="1 if it was you alone."),
    )

    def clean(self) -> dict[str, object]:
        """Nobody comes after the last."""
        said = super().clean()
        rank, teams = said.get("rank"), said.get("teams")
        if rank and teams and rank > teams:
            self.add_error(
                "rank",
                str(
                    Both(
                        ko="순위가 팀 수보다 커요. 둘을 다시 봐 주세요.",
                        en="That’s below the last team. Check both numbers.",
                    )
                ),
            )
        return said


def says(facts: Facts) -> Both:
    return in_each(lambda: line(_rank(facts), facts.get("award", ""), _team(facts), _ended(facts)))


def _rank(facts: Facts) -> str:
    if "rank" not in facts or "teams" not in facts:
        return ""
    rank, teams = say_number(facts["rank"]), say_number(facts["teams"])
    return str(
        Both(ko=f"{teams}팀 가운데 {rank}위", en=f"Ranked {rank} of {teams} teams" if facts["teams"] > 1 else "")
    )


def _team(facts: Facts) -> str:
    number = facts.get("members", 0)
    if number == 1:
        return str(Both(ko="혼자", en="alone"))
    return str(Both(ko=f"{number}명이 한 팀", en=f"team of {number}")) if number else ""


def _ended(facts: Facts) -> str:
    day = day_of(facts, "ended_on")
    return str(Both(ko=f"{say_date(day)}에 끝남", en=f"ended {say_date(day)}")) if day else ""


KIND = Kind(
    key="prize",
    place=2,
    icon="medal",
    title=Both(ko="대회 입상", en="Competition prize"),
    what=Both(
        ko="머신러닝 대회에서 순위로 남은 결과예요.",
        en="A result that a machine-learning competition ranked.",
    ),
    reached=Both(
        ko="끝난 대회의 최종 순위표에서 상이나 메달을 받았어요. 마감이 없는 연습 대회는 세지 않아요.",
        en="A finished competition’s final ranking gives you a prize or medal. Practice ones that never close don’t count.",
    ),
    shows=Both(
        ko="최종 순위표에서 내 이름이 보이는 주소와, 팀이면 내가 한 것을 보여 줘요.",
        en="Show the final ranking with your name on it and, for a team, which part was yours.",
    ),
    name=Both(ko="대회 이름", en="Name of the competition"),
    form=Form,
    address_of=addresses.by_rules(KNOWN),
    says=says,
)
