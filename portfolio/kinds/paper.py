from datetime import date

from kit.bilingual import Both
from portfolio.kinds import addresses
from portfolio.kinds.facts import Address, Choice, FactsForm, Line, Number
from portfolio.kinds.kind import Facts, Kind, in_each, line

PARTS = {
    "first": Both(ko="제1저자", en="First author"),
    "shared": Both(ko="공동 제1저자", en="Joint first author"),
    "other": Both(ko="함께 쓴 저자", en="Co-author"),
}
# The same paper at arXiv, at OpenReview, by its DOI and in the ACL Anthology, whichever version or form is linked.
KNOWN = (
    (r"(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|format)/(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?(?![\w.])", "arxiv.org/abs/{0}"),
    (r"(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|format)/([a-z.-]+/\d{7})(?:v\d+)?(?:\.pdf)?(?![\w.])", "arxiv.org/abs/{0}"),
    (r"(?:dx\.)?doi\.org/10\.48550/arxiv\.(\d{4}\.\d{4,5})(?:v\d+)?", "arxiv.org/abs/{0}"),
    (r"(?:dx\.)?doi\.org/(10\.\d{4,9}/[^?\s]+?)/?(?:\?|$)", "doi.org/{0}"),
    (r"(?:dl\.acm\.org|link\.springer\.com)/(?:[a-z]+/){0,2}(10\.\d{4,9}/[^?\s]+?)(?:\.pdf)?/?(?:\?|$)", "doi.org/{0}"),
    (r"(?:www\.)?aclanthology\.org/([a-z0-9]+[.-][a-z0-9.-]*?\d)(?:\.pdf|\.bib)?/?(?:\?|$)", "aclanthology.org/{0}"),
)  # fmt: skip
# An id at OpenReview tells large letters from small ones.
REVIEWED = ((r"openreview\.net/(?:forum|pdf|attachment)\?(?:[^#]*&)?id=([\w-]+)", "openreview.net/forum?id={0}"),)


def address_of(facts: Facts) -> str:
    typed = facts.get("address", "")
    return addresses.ruled(typed, REVIEWED, small=False) or addresses.by_rules(KNOWN)(facts)


class Form(FactsForm):
    address = Address(
        Both(ko="논문 주소", en="Address of the paper"),
        help_text=Both(
            ko="학회의 논문 목록이나 OpenReview, DOI, arXiv 주소면 돼요.",
            en="In the conference’s list, at OpenReview or arXiv, or its DOI.",
        ),
    )
    venue = Line(
        Both(ko="학회", en="Conference"),
        60,
        help_text=Both(ko="줄여 쓴 이름이면 돼요. 예: NeurIPS", en="Its short name will do: NeurIPS"),
    )
    year = Number(Both(ko="실린 해", en="Year"), 1970)
    part = Choice(Both(ko="내 자리", en="Your place among the authors"), PARTS)

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and year > (self.today or date.max).year:
            self.add_error("year", str(Both(ko="아직 오지 않은 해예요.", en="That year hasn’t come yet.")))
        return year


def says(facts: Facts) -> Both:
    published = line(" ".join(str(facts[name]) for name in ("venue", "year") if name in facts))
    return in_each(lambda: line(published, str(PARTS.get(facts.get("part", ""), ""))))


KIND = Kind(
    key="paper",
    place=1,
    icon="file-text",
    title=Both(ko="좋은 학회의 논문", en="Paper at a good conference"),
    what=Both(
        ko="그 분야 사람이 심사해서 학회에 실은 논문이에요.",
        en="A paper that people of the field reviewed and a conference published.",
    ),
    reached=Both(
        ko="이름난 학회의 심사를 거쳐 실렸고, 저자에 내 이름이 있어요. 심사 전 원고는 아직 아니에요.",
        en="It passed review at a well-known conference and names you as an author. A preprint isn’t there yet.",
    ),
    shows=Both(
        ko="학회의 논문 목록이나 심사 결과가 공개된 주소를 보여 줘요.",
        en="Show the conference’s list of papers, or the public page with its decision.",
    ),
    name=Both(ko="논문 제목", en="Title of the paper"),
    form=Form,
    address_of=address_of,
    says=says,
)
