"""What GitHub's answers mean: facts, troubles, pauses. No answer, however odd, does more than say nothing."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portfolio import github
from portfolio.github import Pull, facts_of, headers, pause_of, pull_of, repository_in, said, says
from tests.portfolio.conftest import NOON
from tests.portfolio.github import MERGED, REPOSITORY

OPEN = MERGED | {"merged": False, "merged_at": None, "state": "open"}
FACTS = {
    "title": "Add RoadRain",
    "author": "seoyeon-park",
    "merged": True,
    "merged_at": "2026-03-14T09:30:00+00:00",
    "closed": True,
    "repository": "albumentations-team/albumentations",
    "stars": 14312,
}


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://github.com/Numpy/numpy/pull/12345/files", "/repos/Numpy/numpy/pulls/12345"),
        ("http://www.github.com/a/b.c/pull/1#issuecomment-3", "/repos/a/b.c/pulls/1"),
        ("https://github.com/a/../pull/1", None),
        ("https://github.com/a/%2e%2e/pull/1", None),
        ("https://github.com/../b/pull/1", None),
        ("https://github.com/가/b/pull/1", None),
        ("https://github.com/a/b/pull/99999999999", None),
        ("https://gitlab.com/a/b/-/merge_requests/1", None),
        ("https://github.com.evil.example/a/b/pull/1", None),
        ("", None),
    ],
)
def test_it_knows_which_addresses_github_can_be_asked_about(address: str, path: str | None) -> None:
    pull = pull_of("pull_request", address)

    assert (pull and pull.path) == path
    assert pull_of("tool", address) is None


def test_the_token_is_told_only_where_there_is_one() -> None:
    assert headers("secret")["Authorization"] == "Bearer secret"
    assert headers("") == {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}


def test_it_finds_the_facts() -> None:
    assert facts_of(MERGED, repository_in(MERGED)) == FACTS
    assert facts_of(MERGED, REPOSITORY) == FACTS


def test_whoever_left_github_is_left_out() -> None:
    assert "author" not in facts_of(MERGED | {"user": None}, REPOSITORY)


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        ({"title": 7}, "title", None),
        ({"title": "a\0b\u202ec\ud800d\n e"}, "title", "abcd e"),
        ({"title": "가" * 5000}, "title", "가" * 300),
        ({"user": "seoyeon"}, "author", None),
        ({"user": {"login": ["x"]}}, "author", None),
        ({"base": {"repo": {"full_name": "a/b", "stargazers_count": 5}}}, "stars", 5),
    ],
)
def test_what_is_not_as_documented_is_left_out_or_cut(change: dict[str, Any], name: str, value: Any) -> None:
    told = MERGED | change

    assert facts_of(told, repository_in(told)).get(name) == value


@pytest.mark.parametrize("stars", [True, -1, 1.5, "7", None, 10**30, [], {}])
def test_stars_that_are_no_number_are_asked_for_elsewhere_or_left_out(stars: Any) -> None:
    assert repository_in({"base": {"repo": {"stargazers_count": stars}}}) == {}
    assert "stars" not in facts_of(MERGED, {"stargazers_count": stars})


@pytest.mark.parametrize(
    "change",
    [
        {"merged": "yes"},
        {"merged": None},
        {"merged_at": None},
        {"merged_at": "yesterday"},
        {"merged_at": "2026-03-14T09:30:00"},
        {"merged_at": 7},
        {"merged": False},
    ],
)
def test_an_answer_that_contradicts_itself_is_none(change: dict[str, Any]) -> None:
    assert facts_of(MERGED | change, REPOSITORY) == {}


@pytest.mark.parametrize(
    ("status", "told", "body", "trouble", "pause"),
    [
        (404, {}, b"{}", "missing", 0),
        (410, {}, b"{}", "missing", 0),
        (451, {}, b"{}", "missing", 0),
        (403, {}, b'{"message": "Repository access blocked"}', "missing", 0),
        (403, {"retry-after": "90"}, b"{}", "limited", 90),
        (429, {}, b"", "limited", 60),
        (429, {"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, b"", "limited", 60),
        (403, {}, b'{"message": "You have exceeded a secondary rate limit"}', "limited", 60),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOON.timestamp()) + 1200)}, b"", "limited", 1200),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "9" * 12}, b"", "limited", 21600),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "-1"}, b"", "limited", 60),
        (429, {"retry-after": "9" * 99}, b"", "limited", 60),
        (401, {}, b"{}", "down", 0),
        (500, {}, b"", "down", 0),
        (502, {}, b"<html>", "down", 0),
        (304, {}, b"", "down", 0),
        (200, {}, b"", "down", 0),
        (200, {}, b"<html>", "down", 0),
        (200, {}, b"[]", "down", 0),
        (200, {}, b"[" * 100_000, "down", 0),
        (200, {}, b'{"a": ' + b"9" * 10_000 + b"}", "down", 0),
        (200, {}, b"\xff\xfe\x00", "down", 0),
        (200, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOON.timestamp()) + 300)}, b'{"a": 1}', "", 300),
        (200, {"x-ratelimit-remaining": "59"}, b'{"a": 1}', "", 0),
    ],
)  # fmt: skip
def test_each_answer_has_its_meaning(status: int, told: dict[str, str], body: bytes, trouble: str, pause: int) -> None:
    meant = said(status, told, body, NOON)

    assert (meant.trouble, meant.pause) == (trouble, timedelta(seconds=pause))
    assert bool(meant.told) == (not trouble)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=9,
)


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(MERGED, _JSON)),
    st.dictionaries(st.sampled_from(["full_name", "stargazers_count"]), _JSON),
)
def test_no_answer_breaks_it(told: dict[str, Any], about: dict[str, Any]) -> None:
    for pull in (told, MERGED | told):
        repository_in(pull)
        facts = facts_of(pull, about)
        json.dumps(facts, ensure_ascii=False).encode()
        says(facts, datetime.date)


@given(
    st.integers(100, 599),
    st.dictionaries(
        st.sampled_from(["retry-after", "x-ratelimit-remaining", "x-ratelimit-reset"]), st.text(max_size=20)
    ),
    st.binary(max_size=99),
)
def test_a_pause_is_never_longer_than_six_hours(status: int, told: dict[str, str], body: bytes) -> None:
    assert timedelta() <= pause_of(status, told, body, NOON) <= github.LONGEST_PAUSE


@pytest.mark.parametrize(
    ("change", "ko", "en"),
    [
        (
            {},
            "2026년 3월 14일에 병합됨 · 연 계정 seoyeon-park · 별 14,312개",
            "merged 14 March 2026 · opened by seoyeon-park · 14,312 stars",
        ),
        (
            {"merged": False, "stars": 0},
            "병합되지 않고 닫힘 · 연 계정 seoyeon-park · 별 0개",
            "closed without being merged · opened by seoyeon-park · 0 stars",
        ),
    ],
)
def test_the_facts_are_said_in_one_line(change: dict[str, Any], ko: str, en: str) -> None:
    def on(moment: datetime) -> date:
        return moment.astimezone(UTC).date()

    with translation.override("ko"):
        assert says(FACTS | change, on).replace("\u00a0", " ") == ko
    with translation.override("en"):
        assert says(FACTS | change, on).replace("\u00a0", " ") == en
        assert says({"merged": False, "stars": 1}, on) == "not merged yet · 1 star"


def test_an_open_one_is_not_merged_yet() -> None:
    facts = facts_of(OPEN, REPOSITORY)

    assert facts["merged"] is False
    assert facts["closed"] is False
    assert Pull("a/b", 3).repository_path == "/repos/a/b"
