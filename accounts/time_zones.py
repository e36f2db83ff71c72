"""The world's time zones, named as people in each language call their cities; put together once per process."""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import available_timezones

from markupsafe import Markup, escape

from kit.bilingual import Both, language

SEOUL = "Asia/Seoul"
_CONTINENTS = {
    "Africa": Both(ko="아프리카", en="Africa"),
    "America": Both(ko="아메리카", en="Americas"),
    "Antarctica": Both(ko="남극", en="Antarctica"),
    "Arctic": Both(ko="북극", en="Arctic"),
    "Asia": Both(ko="아시아", en="Asia"),
    "Atlantic": Both(ko="대서양", en="Atlantic"),
    "Australia": Both(ko="오스트레일리아", en="Australia"),
    "Europe": Both(ko="유럽", en="Europe"),
    "Indian": Both(ko="인도양", en="Indian Ocean"),
    "Pacific": Both(ko="태평양", en="Pacific"),
}


@cache
def known() -> frozenset[str]:
    """Every name that a browser may give, older spellings included."""
    return frozenset(available_timezones())


def city(zone: str) -> str:
    """서울, Seoul: the place a zone is named after, in the language being spoken."""
    return _city(zone, language())


def options() -> Markup:
    """The options of a select, by continent; none is selected, so that all pages share them."""
    return _options(language())


@cache
def _options(code: str) -> Markup:
    groups = defaultdict(list)
    for zone in _canonical():
        groups[zone.partition("/")[0]].append((_city(zone, code), zone))
    return Markup().join(
        Markup('<optgroup label="{}">{}</optgroup>').format(getattr(name, code), _listed(sorted(groups[key])))
        for key, name in _CONTINENTS.items()
        if key in groups
    )


def _listed(places: list[tuple[str, str]]) -> Markup:
    return Markup().join(Markup('<option value="{}">{}</option>').format(zone, place) for place, zone in places)


@cache
def _city(zone: str, code: str) -> str:
    if zone not in known():
        return zone
    both = _cities().get(zone)
    return str(escape(getattr(both, code) if both else zone.rpartition("/")[2].replace("_", " ")))


@cache
def _cities() -> dict[str, Both]:
    """What `python -m config.cities` wrote."""
    text = Path(__file__).with_name("cities.json").read_text(encoding="utf-8")
    return {zone: Both(*names) for zone, names in json.loads(text).items()}


@cache
def _canonical() -> dict[str, None]:
    return dict.fromkeys(_rows())


def _rows() -> Iterator[str]:
    """The table that lists each inhabited zone once, by country; other names are older spellings of these."""
    table = files("tzdata") / "zoneinfo" / "zone.tab"
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")[2].strip()
