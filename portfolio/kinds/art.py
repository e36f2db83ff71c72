from kit.bilingual import Both
from kit.dates import say_date
from portfolio.kinds import addresses
from portfolio.kinds.facts import Address, Day, FactsForm, Line, day_of
from portfolio.kinds.kind import Facts, Kind, in_each, line


class Form(FactsForm):
    address = Address(
        Both(ko="안내 주소", en="Address of the announcement"),
        help_text=Both(
            ko="전시나 공연, 책의 안내에서 내 이름이 보이는 곳이에요.",
            en="Of the show, stage or publication, with your name on it.",
        ),
    )
    chosen_by = Line(
        Both(ko="누가 골랐나요?", en="Who chose it"),
        80,
        help_text=Both(ko="미술관, 축제, 잡지의 이름이에요.", en="The gallery, festival or magazine."),
    )
    shown_on = Day(Both(ko="처음 보인 날", en="Day it was first shown"))


def says(facts: Facts) -> Both:
    return in_each(lambda: line(facts.get("chosen_by", ""), _shown(facts)))


def _shown(facts: Facts) -> str:
    day = day_of(facts, "shown_on")
    return str(Both(ko=f"{say_date(day)}에 처음 보임", en=f"first shown {say_date(day)}")) if day else ""


KIND = Kind(
    key="art",
    place=7,
    icon="palette",
    title=Both(ko="머신러닝 예술", en="ML art"),
    what=Both(
        ko="머신러닝으로 만든 그림, 소리, 글, 공연이에요.",
        en="Pictures, sound, writing or a performance made with machine learning.",
    ),
    reached=Both(
        ko="나 아닌 사람이 골라서 전시하거나 무대에 올리거나 실었어요.",
        en="Somebody other than you chose it for a show, a stage or a publication.",
    ),
    shows=Both(
        ko="전시나 공연의 안내에서 내 이름이 보이는 주소와, 만든 과정을 보여 줘요.",
        en="Show the announcement with your name on it, and how you made the piece.",
    ),
    name=Both(ko="작품 이름", en="Name of the piece"),
    form=Form,
    address_of=addresses.by_rules(()),
    says=says,
)
