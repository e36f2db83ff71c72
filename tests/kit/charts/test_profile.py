import itertools
import re

from kit.charts.profile import Mark, Stretch, profile

HOURS = ((10, 15, 40), (15, 100, 25, 25, 110, 45), (10, 40, 15, 100), ())
MONTHS = (2.0, 7.5, 2.5, 9.0)
KO = (("시작", "2개월"), ("포트폴리오", "3–12개월"), ("이론 101", "1–4개월"), ("첫 논문", "6–12개월"))
EN = (
    ("Getting started", "2 months"),
    ("Portfolio", "3–12 months"),
    ("Theory 101", "1–4 months"),
    ("First paper", "6–12 months"),
)


def trail(names: tuple[tuple[str, str], ...] = KO, *, at: int = -1) -> tuple[Stretch, ...]:
    states = iter(["done"] * max(0, at) + ["now"] * (at >= 0) + [""] * 13)
    return tuple(
        Stretch(name, length, months, tuple(Mark(h, next(states)) for h in hours))
        for (name, length), months, hours in zip(names, MONTHS, HOURS, strict=True)
    )


def drawings(svg: str) -> tuple[str, str]:
    wide, phone = re.findall(r"<svg.*?</svg>", svg, re.DOTALL)
    return wide, phone


def middles(svg: str) -> list[float]:
    return [float(x) + float(w) / 2 for x, w in re.findall(r'class="b [a-z]*" x="([\d.]+)" .*?width="(\d+)"', svg)]


def labels(svg: str) -> list[tuple[float, str]]:
    return [(float(x), text) for x, text in re.findall(r'class="name[a-z ]*" x="([\d.]+)"[^>]*>([^<]+)<', svg)]


def test_it_is_drawn_twice_once_for_each_width() -> None:
    wide, phone = drawings(profile(trail()))

    assert 'class="profile wide-only"' in wide
    assert 'class="profile phone-only"' in phone


def test_it_is_decoration_to_a_screen_reader() -> None:
    assert profile(trail()).count('aria-hidden="true"') == 2


def test_there_is_a_blaze_for_every_step() -> None:
    for svg in drawings(profile(trail(at=4))):
        assert len(middles(svg)) == 13
        assert svg.count('class="b done"') == 4
        assert svg.count('class="b now"') == 1


def test_blazes_stand_in_order_and_never_on_each_other() -> None:
    for svg, least in zip(drawings(profile(trail(at=4))), (14, 8.5), strict=True):
        places = middles(svg)
        assert all(b - a >= least for a, b in itertools.pairwise(places))


def test_on_a_wide_sheet_width_is_time() -> None:
    wide, _ = drawings(profile(trail()))

    ticks = [float(x) for x in re.findall(r'class="tick" d="M([\d.]+)', wide)]

    assert [round(x / 1100 * 21, 1) for x in ticks] == [2.0, 9.5, 12.0]


def test_on_a_phone_width_is_steps() -> None:
    _, phone = drawings(profile(trail()))

    portfolio = middles(phone)[3:9]
    gaps = [b - a for a, b in itertools.pairwise(portfolio)]

    assert max(gaps) - min(gaps) < 0.3


def test_labels_do_not_touch() -> None:
    for names in (KO, EN):
        for svg in drawings(profile(trail(names))):
            xs = [x for x, _ in labels(svg)]
            assert xs == sorted(xs)
            assert all(b == a or b - a > 40 for a, b in itertools.pairwise(xs))


def test_what_is_walked_is_solid_and_ends_where_one_is() -> None:
    wide, _ = drawings(profile(trail(at=4)))

    walked = re.search(r'class="walked" d="([^"]+)"', wide)

    assert walked is not None
    assert float(walked[1].split()[-2]) == round(middles(wide)[4], 1)


def test_a_visitor_has_walked_nothing() -> None:
    assert 'class="walked"' not in profile(trail())


def test_a_sign_stands_where_one_is_with_its_words_escaped() -> None:
    svg = profile(trail(at=4), place="A <b> step", note="until 12 April")

    assert svg.count("A &lt;b&gt; step") == 2
    assert svg.count('class="pole"') == 2


def test_near_the_end_the_words_stand_left_of_the_pole() -> None:
    _, phone = drawings(profile(trail(at=12), place="딥러닝 책 읽기", note="13걸음 중 13번째"))

    assert 'text-anchor="end"' in phone


def test_a_sign_stays_on_the_sheet() -> None:
    for at in range(13):
        for svg in drawings(profile(trail(at=at), place="첫 프로젝트 만들기", note="13걸음 중 5번째 · 4월 12일까지")):
            top = float(re.search(r'viewBox="0 (-?\d+)', svg)[1])  # type: ignore[index]
            y = float(re.search(r'class="here" x="[\d.]+" y="(-?\d+)"', svg)[1])  # type: ignore[index]
            assert y >= top + 12


def test_states_differ_by_shape() -> None:
    start, *rest = trail()
    stretches = (Stretch(start.name, start.length, 2, (Mark(10, "doing"), Mark(15, "skipped"), Mark(40))), *rest)

    svg = profile(stretches)

    assert svg.count('class="half"') == 2
    assert svg.count('class="slash"') == 2


def test_the_same_state_is_drawn_once() -> None:
    assert profile(trail(at=3)) is profile(trail(at=3))


def test_no_tick_cuts_through_a_word() -> None:
    wide, _ = drawings(profile(trail(EN)))

    assert re.findall(r'class="tick" d="M[\d.]+ \d+v(\d+)"', wide) == ["6", "40", "40"]
