import json

from config import cities


def test_the_file_of_cities_says_what_cldr_says() -> None:
    written = json.loads(cities.CITIES.read_text(encoding="utf-8"))

    named = cities.cities()

    both = written.keys() & named.keys()  # a machine may know a zone more, or one less
    assert len(both) > 500
    assert {zone: tuple(written[zone]) for zone in both} == {zone: named[zone] for zone in both}
