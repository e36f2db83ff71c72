"""What is measured, who asks for it, and what it may cost (the reasons: docs/decisions/0008-speed.md)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

from bench.load import Ask
from bench.world import Person
from roadmap.guides import guides
from roadmap.models import Step

Where = Callable[[Person, int], str]


@dataclass(frozen=True, slots=True)
class Target:
    """The most that a page may cost: CPU over the yardstick's, or the least throughput over it; and queries."""

    cpu: tuple[float, float] | None = None  # must, aim
    throughput: tuple[float, float] | None = None
    queries: tuple[int, int] = (6, 3)


TODAY = Target(cpu=(2.5, 1.3))
LIST = Target(cpu=(3, 1.5))
SIGNED_IN = Target(cpu=(6, 3))
SAME_FOR_ALL = Target(throughput=(1, 3), queries=(0, 0))
SHOWN_TO_ALL = Target(cpu=(6, 3))  # a page of somebody's, or about what a visitor asks


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    where: Where
    target: Target
    signed_in: bool = False
    is_list: bool = False
    who: Callable[[Person], bool] = lambda _person: True

    @property
    def title(self) -> str:
        return f"{self.name}, {'signed in' if self.signed_in else 'visitor'}"

    def asks(self, people: Sequence[Person]) -> list[Ask]:
        """A request for each person; nothing where the page does not exist (yet)."""
        try:
            return [self._ask(person, place) for place, person in enumerate(filter(self.who, people))]
        except NoReverseMatch:
            return []

    def _ask(self, person: Person, place: int) -> Ask:
        path = self.where(person, place)
        if self.signed_in:
            return Ask(path, person.cookie)
        return Ask(path, language=("ko", "en")[place % 2])


def all_pages() -> list[Page]:
    steps = list(Step.objects.current().values_list("phase__key", "key"))
    words = ("NumPy", "파이썬", "kaggle", "논문", "diffusion")

    def named(name: str) -> Where:
        return lambda _person, _place: reverse(name)

    def step(person: Person, place: int) -> str:
        return reverse("roadmap:step", args=steps[place % len(steps)])

    def search(person: Person, place: int) -> str:
        return f"{reverse('home:search')}?q={quote(words[place % len(words)])}"

    def library(person: Person, place: int) -> str:
        return reverse("roadmap:library") + ("", "?level=start")[place % 2]

    def profile(person: Person, place: int) -> str:
        return reverse("portfolio:profile", args=[person.handle])

    def project(person: Person, place: int) -> str:
        return reverse("portfolio:project", args=[person.handle, person.project, person.slug])

    def guide(person: Person, place: int) -> str:
        return reverse("roadmap:guide", args=[guides()[place % len(guides())].key])

    def entry(person: Person, place: int) -> str:
        return reverse("portfolio:entry", args=[person.entry])

    public = (
        ("landing", named("home:landing"), SAME_FOR_ALL),
        ("roadmap", named("roadmap:roadmap"), SAME_FOR_ALL),
        ("step", step, SAME_FOR_ALL),
        ("library", library, SAME_FOR_ALL),
        ("guide", guide, SAME_FOR_ALL),
        ("search", search, SHOWN_TO_ALL),
        ("start", named("roadmap:start"), SHOWN_TO_ALL),
        ("@handle", profile, SHOWN_TO_ALL),
        ("project", project, SHOWN_TO_ALL),
    )
    own = (
        ("Today", named("home:landing"), TODAY, False),
        ("roadmap", named("roadmap:roadmap"), SIGNED_IN, False),
        ("step", step, SIGNED_IN, False),
        ("library", library, LIST, True),
        ("search", search, SIGNED_IN, False),
        ("@handle", profile, SIGNED_IN, False),
        ("project", project, SIGNED_IN, False),
        ("plan", named("roadmap:plan"), SIGNED_IN, False),
        ("log", named("portfolio:log"), LIST, True),
        ("feed", named("peers:feed"), LIST, True),
        ("people", named("peers:peers"), SIGNED_IN, False),
        ("mentors", named("mentoring:mentors"), SIGNED_IN, True),
        ("review requests", named("mentoring:reviews"), SIGNED_IN, False),
        ("entry", entry, SIGNED_IN, False),
        ("notices", named("notices:notices"), SIGNED_IN, True),
        ("settings", named("accounts:settings"), SIGNED_IN, False),
        ("profile form", named("accounts:profile"), SIGNED_IN, False),
    )
    return (
        [Page(name, where, target) for name, where, target in public]
        + [Page(name, where, target, signed_in=True, is_list=is_list) for name, where, target, is_list in own]
        + [
            Page(
                "mentor's desk",
                named("mentoring:desk"),
                LIST,
                signed_in=True,
                is_list=True,
                who=attrgetter("is_mentor"),
            ),
            Page(
                "curators' desk",
                named("roadmap:curate"),
                SIGNED_IN,
                signed_in=True,
                is_list=True,
                who=attrgetter("is_curator"),
            ),
        ]
    )


def nothing(people: Sequence[Person]) -> list[Ask]:
    return [Ask("/bare/")] * len(people)


def yardstick(people: Sequence[Person]) -> list[Ask]:
    return [Ask("/bare/me/", person.standard_cookie) for person in people]
