from decimal import Decimal

import pytest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from kit.words import initials, keep_together, say_number, say_round


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("포트폴리오 · 17걸음", "포트폴리오_· 17걸음"),
        ("2027년 1월 10일 일요일", "2027년_1월_10일 일요일"),
        ("1시간 30분쯤", "1시간_30분쯤"),
        ("5만 회를 넘은 글", "5만_회를 넘은 글"),
        ("a run of 1 h 30 min or so", "a run of 1_h_30_min or so"),
        ("by 12 April 2027, 14:20", "by 12_April_2027, 14:20"),
        ("6–10 weeks at 10 hours a week", "6–10_weeks at 10_hours a week"),
        ("2 days ago, 3 minute read", "2_days ago, 3_minute read"),
        ("the U-Net of a co-author, GPT-4", "the U=Net of a co-author, GPT-4"),
        ("https://example.org/U-Net", "https://example.org/U-Net"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, held: str) -> None:
    assert keep_together(text) == held.replace("_", "\u00a0").replace("=", "\u2011")


def test_in_html_only_the_words_between_tags_change() -> None:
    html = mark_safe('<a href="/x?q=2 weeks" title="U-Net">2 weeks of U-Net</a>')

    held = keep_together(html)

    assert isinstance(held, SafeString)
    assert held == '<a href="/x?q=2 weeks" title="U-Net">2\u00a0weeks of U\u2011Net</a>'


@given(st.text(alphabet="aUN-· 0123456789년월일시간분h min weeksApril", max_size=60))
def test_keeping_together_changes_no_word_and_is_done_once(text: str) -> None:
    held = keep_together(text)

    assert held.replace("\u00a0", " ").replace("\u2011", "-") == text
    assert keep_together(held) == held


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (1300, "1,300"),
        (-1234, "-1,234"),
        (0.71, "0.71"),
        (3.0, "3"),
        (31402.5, "31,402.5"),
        (Decimal("2.10"), "2.10"),
    ],
)
def test_numbers_have_commas(number: float | Decimal, said: str) -> None:
    assert say_number(number) == said


@pytest.mark.parametrize(
    ("number", "korean", "english"),
    [(50_000, "5만", "50,000"), (100_000, "10만", "100,000"), (31_402, "31,402", "31,402"), (0, "0", "0")],
)
def test_a_round_goal_is_said_as_people_say_it(number: int, korean: str, english: str) -> None:
    with override("ko"):
        in_korean = say_round(number)
    with override("en"):
        in_english = say_round(number)

    assert (in_korean, in_english) == (korean, english)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        *(("박서연", "서연"), ("남궁민수", "민수"), ("박 서연", "서연"), ("김민", "김민"), ("별", "별")),
        *(
            ("Aiko Mori", "Ai"),
            ("aiko", "Ai"),
            ("J. Weber", "J"),
            ("Seoyeon 박", "Se"),
            ("Łukasz", "Łu"),
            ("森 愛子", "森"),
        ),
        *(
            ("\u1107\u1161\u11a8\u1109\u1165\u110b\u1167\u11ab", "서연"),
            ("😀", "·"),
            ("", "·"),
            ("007", "·"),
            ("ßan", "Ss"),
        ),
    ],
)
def test_a_face_has_at_most_two_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


@given(st.text(max_size=30))
def test_any_name_has_a_face(name: str) -> None:
    assert 1 <= len(initials(name)) <= 2
