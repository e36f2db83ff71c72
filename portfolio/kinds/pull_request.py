from typing import Any

from django.core.exceptions import ValidationError

from kit.bilingual import Both
from kit.dates import say_date
from kit.words import say_number
from portfolio.kinds import addresses
from portfolio.kinds.facts import Address, Day, FactsForm, Number, day_of
from portfolio.kinds.kind import Facts, Kind, in_each, line

KNOWN = (
    (r"github\.com/([\w.-]+)/([\w.-]+)/pull/(\d+)(?!\d)", "github.com/{0}/{1}/pull/{2}"),
    (r"(gitlab\.com)/([\w./-]+?)/(?:-/)?merge_requests/(\d+)", "{0}/{1}/-/merge_requests/{2}"),
    (r"(codeberg\.org)/([\w.-]+)/([\w.-]+)/pulls/(\d+)", "{0}/{1}/{2}/pulls/{3}"),
)


_ONE_PR = Both(
    ko="PR 하나의 주소를 적어 주세요. 예: https://github.com/numpy/numpy/pull/12345",
    en="Write the address of one PR, like https://github.com/numpy/numpy/pull/12345",
)


class PullRequest(Address):
    """The address of one pull request, at a site that we know."""

    def to_python(self, value: Any) -> str:
        try:
            address: str = super().to_python(value)
        except ValidationError as error:
            raise ValidationError(str(_ONE_PR)) from error
        if address and not addresses.ruled(address, KNOWN):
            raise ValidationError(str(_ONE_PR))
        return address


class Form(FactsForm):
    address = PullRequest(
        Both(ko="PR 주소", en="Address of the PR"),
        help_text=Both(
            ko="공개된 주소여야 해요. GitHub, GitLab, Codeberg면 돼요.",
            en="A public one, at GitHub, GitLab or Codeberg.",
        ),
    )
    merged_on = Day(Both(ko="병합된 날", en="Day it was merged"))
    stars = Number(Both(ko="저장소의 별", en="Stars of the repository"), required=False)


def says(facts: Facts) -> Both:
    return in_each(lambda: line(_which(facts), _merged(facts), _stars(facts)))


def _which(facts: Facts) -> str:
    found = addresses.ruled(facts.get("address", ""), KNOWN, small=False)
    path = found.removeprefix("https://").split("/")[1:]
    for word in ("-", "pull", "pulls", "merge_requests"):
        path = [part for part in path if part != word]
    return f"{'/'.join(path[:-1])} #{path[-1]}" if path else ""


def _merged(facts: Facts) -> str:
    day = day_of(facts, "merged_on")
    return str(Both(ko=f"{say_date(day)}에 병합됨", en=f"merged {say_date(day)}")) if day else ""


def _stars(facts: Facts) -> str:
    if "stars" not in facts:
        return ""
    stars = starred(facts["stars"])
    return str(Both(ko=f"세울 때 {stars.ko}", en=f"{stars.en} when claimed"))


def starred(stars: int) -> Both:
    """How many stars a repository has."""
    number = say_number(stars)
    return Both(ko=f"별 {number}개", en=f"{number} star" if stars == 1 else f"{number} stars")


KIND = Kind(
    key="pull_request",
    place=3,
    icon="git-merge",
    title=Both(ko="오픈 소스에 병합된 PR", en="Merged open-source PR"),
    what=Both(
        ko="널리 쓰이는 오픈 소스 저장소가 받아들인 내 PR(풀 리퀘스트)이에요.",
        en="A pull request (PR) of yours that a widely used open-source repository merged.",
    ),
    reached=Both(
        ko="별이 1,000개 이상이거나 그만큼 널리 쓰이는 저장소에 병합됐어요. 오탈자만 고친 것은 세지 않아요.",
        en="It was merged, and the repository has 1,000 stars or is as widely used. Fixing typos alone doesn’t count.",
    ),
    shows=Both(
        ko="PR 주소를 보여 줘요. 병합된 날과 연 사람이 거기에 남아 있어요.",
        en="Show the PR’s address: it keeps the day of the merge and who opened it.",
    ),
    name=Both(ko="무엇을 바꿨나요?", en="What it changed"),
    form=Form,
    address_of=addresses.by_rules(KNOWN),
    says=says,
)
