"""The facts of each kind: what is checked, which address they lead to, and what they say in one line."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portfolio.forms.milestone import MilestoneForm
from portfolio.kinds import BY_KEY, KINDS
from portfolio.kinds.addresses import plain
from portfolio.kinds.facts import counted
from portfolio.kinds.kind import Kind
from tests.portfolio.conftest import TODAY
from tests.portfolio.milestones import FACTS
from tests.voice import faults

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)

GH = "https://github.com/numpy/numpy/pull/12345"
ARXIV, DOI = "https://arxiv.org/abs/2401.01234", "https://doi.org/10.1145/3442188.3445922"
REVIEW = "https://openreview.net/forum?id=aBc_1-Z"
KAGGLE = "https://kaggle.com/competitions/birdclef-2026"
SAME = [
    ("pull_request", GH, "github.com/numpy/numpy/pull/12345"),
    ("pull_request", GH, "https://www.GitHub.com/NumPy/numpy/pull/12345/files?diff=split#r1"),
    ("pull_request", GH, "https://github.com/numpy/numpy/pull/12345/commits/0a1b2c?utm_source=x"),
    ("pull_request", "https://gitlab.com/inkscape/lib/x/-/merge_requests/7", "https://gitlab.com/Inkscape/lib/x/merge_requests/7/diffs"),
    ("pull_request", "https://codeberg.org/forgejo/forgejo/pulls/9", "https://codeberg.org/Forgejo/forgejo/pulls/9/files"),
    ("paper", ARXIV, "https://arxiv.org/pdf/2401.01234v3.pdf"),
    ("paper", ARXIV, "https://arxiv.org/html/2401.01234v1"),
    ("paper", ARXIV, "https://doi.org/10.48550/arXiv.2401.01234"),
    ("paper", "https://arxiv.org/abs/hep-th/9901001", "https://arxiv.org/pdf/hep-th/9901001v2"),
    ("paper", DOI, "https://dx.doi.org/10.1145/3442188.3445922"),
    ("paper", DOI, "https://dl.acm.org/doi/pdf/10.1145/3442188.3445922"),
    ("paper", DOI, "https://dl.acm.org/doi/10.1145/3442188.3445922?cid=1"),
    ("paper", REVIEW, "https://openreview.net/pdf?id=aBc_1-Z"),
    ("paper", REVIEW, "https://openreview.net/forum?noteId=q&id=aBc_1-Z"),
    ("paper", "https://aclanthology.org/2023.acl-long.1", "https://www.aclanthology.org/2023.acl-long.1.pdf"),
    ("prize", KAGGLE, "https://www.kaggle.com/c/BirdCLEF-2026/leaderboard"),
    ("prize", KAGGLE, "https://www.kaggle.com/competitions/birdclef-2026/overview?rvi=1"),
    ("prize", "https://dacon.io/competitions/official/236000", "https://dacon.io/competitions/official/236000/leaderboard"),
    ("article", "https://blog.naver.com/road/223", "https://m.blog.naver.com/PostView.naver?blogId=road&logNo=223&proxyReferer="),
    ("article", "https://medium.com/p/0123456789ab", "https://medium.com/@me/how-i-rode-0123456789ab?source=rss"),
    ("article", "https://medium.com/p/0123456789ab", "https://towardsdatascience.com/how-i-rode-0123456789ab"),
    ("article", "https://velog.io/@me/Road", "https://www.velog.io/@me/Road/?utm_campaign=a&fbclid=b#top"),
    ("article", "https://velog.io/@me/%EB%B0%A4%EA%B8%B8", "https://velog.io/@me/밤길"),
    ("article", "https://example.org/read?id=3", "https://example.org/read?utm_medium=m&id=3"),
    ("tool", "https://github.com/minho/signs", "https://github.com/Minho/signs/tree/main/docs"),
    ("tool", "https://github.com/minho/signs", "https://github.com/minho/signs.git"),
    ("tool", "https://pypi.org/project/signs", "https://pypi.org/project/Signs/1.2/"),
    ("tool", "https://huggingface.co/spaces/minho/signs", "https://huggingface.co/spaces/Minho/signs/tree/main"),
    ("job", "https://example.org/team", "https://www.example.org:443//team/index.html"),
    ("art", "https://example.org/show", "https://EXAMPLE.org/show/?ref=mail"),
]  # fmt: skip
OTHER = [
    ("pull_request", GH, "https://github.com/numpy/numpy/pull/123456"),
    ("paper", ARXIV, "https://arxiv.org/abs/2401.01235"),
    ("paper", REVIEW, "https://openreview.net/forum?id=abc_1-z"),
    ("article", "https://velog.io/@me/Road", "https://velog.io/@me/road"),
    ("article", "https://example.org/read?id=3", "https://example.org/read?id=4"),
    ("tool", "https://github.com/minho/signs", "https://github.com/minho/signs-2"),
]


def checked(kind: str, *, draft: bool = False, **facts: Any) -> Any:
    form = BY_KEY[kind].form(facts, draft=draft, today=TODAY)
    form.full_clean()
    return form


def canonical(kind: str, typed: str) -> str:
    return BY_KEY[kind].address_of({"address": checked(kind, address=typed).cleaned_data["address"]})


@pytest.mark.parametrize(("kind", "one", "typed"), SAME)
def test_all_ways_to_write_an_address_lead_to_one(kind: str, one: str, typed: str) -> None:
    assert canonical(kind, typed) == canonical(kind, one) == one


@pytest.mark.parametrize(("kind", "one", "typed"), OTHER)
def test_what_is_another_thing_has_another_address(kind: str, one: str, typed: str) -> None:
    assert canonical(kind, typed) != canonical(kind, one)


@every_kind
def test_one_address_leads_to_itself(kind: Kind) -> None:
    for known, address, _typed in SAME:
        if known == kind.key:
            assert kind.address_of({"address": address}) == address


@given(st.text(max_size=80))
def test_no_text_after_a_host_brings_it_down_and_once_is_enough(text: str) -> None:
    address = plain(f"https://example.org/{text}")

    assert address.startswith("https://example.org")
    assert plain(address) == address


@every_kind
def test_the_form_takes_what_it_gives_and_nothing_is_missing(kind: Kind) -> None:
    form = checked(kind.key, **FACTS[kind.key])

    assert not form.errors
    assert form.facts() == FACTS[kind.key]
    assert not checked(kind.key, **form.facts()).errors
    empty = checked(kind.key)
    assert "address" in empty.errors
    assert not checked(kind.key, draft=True).errors
    assert not {*kind.form.base_fields} & {*MilestoneForm.base_fields}


@every_kind
def test_it_says_its_facts_in_both_languages_and_is_silent_of_what_is_missing(kind: Kind) -> None:
    said = kind.says(FACTS[kind.key])

    assert said.ko
    assert said.en
    assert kind.says({}).ko == kind.says({}).en == ""
    for name in FACTS[kind.key]:
        kind.says({name: FACTS[kind.key][name]})


@every_kind
def test_its_labels_speak_as_the_product_does(kind: Kind) -> None:
    from django.utils import translation  # noqa: PLC0415

    for field in kind.form.base_fields.values():
        for words in (field.label, field.help_text, *field.error_messages.values()):
            with translation.override("ko"):
                ko = str(words)
            with translation.override("en"):
                en = str(words)
            assert not words or ko == en or faults(ko, en) == []
    assert faults(kind.name.ko, kind.name.en) == []


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("pull_request", {"address": "https://github.com/numpy/numpy/issues/1"}, "address"),
        ("pull_request", {"merged_on": "2026-04-10"}, "merged_on"),
        ("pull_request", {"merged_on": "04/09"}, "merged_on"),
        ("pull_request", {"stars": "-1"}, "stars"),
        ("paper", {"year": "2027"}, "year"),
        ("paper", {"part": "editor"}, "part"),
        ("paper", {"address": "http://"}, "address"),
        ("prize", {"rank": "0"}, "rank"),
        ("prize", {"rank": "30", "teams": "20"}, "rank"),
        ("article", {"views": "많아요"}, "views"),
        ("tool", {"people": "9" * 20}, "people"),
        ("job", {"employer": "가" * 61}, "employer"),
        ("art", {"shown_on": "1900-01-01"}, "shown_on"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_at_its_field(kind: str, wrong: dict[str, str], field: str) -> None:
    assert list(checked(kind, **(FACTS[kind] | wrong)).errors) == [field]


def test_commas_in_a_number_are_read() -> None:
    assert checked("article", **(FACTS["article"] | {"views": "31,402"})).facts()["views"] == 31402


def test_what_is_measured_has_its_lines() -> None:
    assert {kind.key: kind.series.lines for kind in KINDS if kind.series} == {
        "article": (50_000, 100_000),
        "tool": (100,),
    }


def test_a_day_of_today_is_taken() -> None:
    assert checked("art", **(FACTS["art"] | {"shown_on": date(2026, 4, 9).isoformat()})).is_valid()


def test_one_is_said_as_one() -> None:
    assert BY_KEY["pull_request"].says({"stars": 1}).en == "1 star when claimed"
    assert BY_KEY["article"].says({"views": 1}).en == "1 view when claimed"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(
            ("31,402", "31402"),
            (" 28k ", "28000"),
            ("14.3K", "14300"),
            ("1.2m", "1200000"),
            ("０", "0"),
            ("28 k", "28000"),
        ),
        *(("1만 6천", "16000"), ("3.1만", "31000"), ("1만6천", "16000"), ("2천", "2000"), ("3만 1,402", "31402")),
        *(("1억 2만", "100020000"), ("1만 6천 20", "16020")),
    ],
)
def test_a_count_may_be_written_as_people_and_sites_write_it(typed: str, number: str) -> None:
    assert counted(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "k", "-5", "-2k", "1.5", "1.23456k", "6천 1만", "1k 2k", "5 6", "12명", "1e5", "1..2k", "9" * 9000]
)
def test_what_is_no_count_is_not_guessed_at(typed: str) -> None:
    assert counted(typed) == typed

    if typed not in {"", "-5"}:
        assert "28k" in str(checked("article", views=typed).errors["views"])
