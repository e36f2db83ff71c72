import re

from kit.charts.contours import TERRAINS, contours


def test_the_same_seed_is_the_same_map() -> None:
    assert contours(3) == contours(3)
    assert contours(3) != contours(4)


def test_seeds_come_round_so_that_memory_is_bounded() -> None:
    assert contours(3) is contours(3 + TERRAINS)


def test_every_map_has_lines_and_is_small() -> None:
    for seed in range(TERRAINS):
        drawn = contours(seed)
        assert drawn.count("M") >= 8
        assert len(drawn) < 12_000


def test_it_is_silent_and_brings_no_style() -> None:
    drawn = contours(0)

    assert 'aria-hidden="true"' in drawn
    assert not re.search(r"style=|stroke=|fill=", drawn)
