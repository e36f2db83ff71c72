from pathlib import Path

import pytest

from kit.colour import Oklch, contrast, tokens

TOKENS = tokens((Path(__file__).parents[2] / "static/css/tokens.css").read_text())

# What stands on what, and how well it must read: look of the product, see /dev/style/.
PAIRS = [
    ("ink", "paper", 7),
    ("ink", "sheet", 7),
    ("ink", "wash", 7),
    ("soft", "paper", 7),
    ("soft", "sheet", 7),
    ("soft", "wash", 7),
    ("moss", "paper", 7),
    ("moss", "moss-wash", 4.5),
    ("on-blaze", "blaze", 5),
    ("blaze", "paper", 3),
    ("edge", "paper", 3),
    ("edge", "sheet", 3),
    ("edge", "wash", 3),
]


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_every_pair_of_tokens_reads_well(front: str, back: str, least: float, night: bool) -> None:
    assert contrast(TOKENS[front][night], TOKENS[back][night]) >= least


def test_black_on_white_is_as_much_as_there_is() -> None:
    black, white = Oklch(0, 0, 0), Oklch(1, 0, 0)

    assert contrast(black, white) == pytest.approx(21, abs=0.01)
    assert contrast(white, black) == contrast(black, white)


def test_a_known_colour_has_its_known_hex() -> None:
    assert Oklch(0.6279554, 0.2576833, 29.2338851).hex == "#ff0000"
    assert Oklch(1, 0, 0).hex == "#ffffff"


def test_a_token_is_read_by_day_and_by_night() -> None:
    read = tokens("--ink: light-dark(oklch(25% .028 172), oklch(94% .012 110)); --s1: .25rem;")

    assert read == {"ink": (Oklch(0.25, 0.028, 172), Oklch(0.94, 0.012, 110))}
