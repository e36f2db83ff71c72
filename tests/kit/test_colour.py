import pytest

from kit.colour import Oklch, contrast, tokens


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
