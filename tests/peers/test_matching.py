"""Who goes with whom, and why."""

import pytest
from django.utils import translation

from peers.matching import FEW, GOOD, MOST, WORTH_IT, Walker, best, match
from peers.words import say_reasons

ME = Walker(2, ["vision", "language"], "ko", "applied")


@pytest.mark.parametrize(("phase", "reason"), [(3, "ahead"), (2, "same"), (1, "behind")])
def test_who_is_near_on_the_trail_is_a_reason(phase: int, reason: str) -> None:
    assert match(ME, Walker(phase)).reasons == (reason,)


def test_two_phases_away_is_none() -> None:
    assert match(ME, Walker(4)).reasons == ()


def test_all_that_is_shared_is_said_in_order() -> None:
    them = Walker(3, ["language", "art"], "ko", "applied", is_lively=True)

    assert match(ME, them).reasons == ("ahead", "topic language", "language ko", "role", "lively")


def test_who_both_don_t_know_where_they_go_share_no_goal() -> None:
    assert match(Walker(2, language="ko", role="unknown"), Walker(4, language="en", role="unknown")).reasons == ()
    assert match(Walker(2, language="ko"), Walker(4, language="en")).reasons == ()


def test_a_phase_alone_or_a_language_alone_is_too_little() -> None:
    assert best(ME, [(1, Walker(3)), (2, Walker(4, language="ko"))]) == []


def test_three_at_most_unless_more_are_good() -> None:
    fair = Walker(2, language="ko")
    good = Walker(3, ["vision"], "ko")
    assert WORTH_IT <= match(ME, fair).score < GOOD <= match(ME, good).score

    assert len(best(ME, enumerate([fair] * 9))) == FEW
    assert len(best(ME, enumerate([good] * 9))) == MOST
    assert [number for number, _match in best(ME, enumerate([fair, fair, good, good]))] == [2, 3, 0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ko", "한 단계 앞 · 컴퓨터 비전, 자연어 처리 · 한국어로 써요"),
        ("en", "One phase ahead of you; also computer vision and natural language processing; writes Korean too"),
    ],
)
def test_reasons_are_said_as_one_would(language: str, said: str) -> None:
    codes = ["ahead", "topic vision", "topic language", "language ko", "of another time"]

    with translation.override(language):
        assert say_reasons(codes) == said


def test_three_topics_are_listed_as_one_lists() -> None:
    with translation.override("en"):
        assert say_reasons(["topic vision", "topic robots", "topic art"]) == (
            "Also computer vision, robots and pictures and art"
        )
