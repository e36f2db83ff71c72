"""`python -m config.cities` writes accounts/cities.json: what people call the city of each time zone, by Unicode's CLDR.

Read from a file, because Babel would keep both languages whole in the memory of each process for these names alone.
"""

import json
from pathlib import Path
from zoneinfo import available_timezones

from babel.dates import get_timezone_location

CITIES = Path(__file__).resolve().parent.parent / "accounts" / "cities.json"
# Places whose zone has a newer spelling than the one under which CLDR knows their Korean name.
_IN_KOREAN = {
    "Asmara": "아스마라",
    "Buenos Aires": "부에노스아이레스",
    "Catamarca": "카타마르카",
    "Cordoba": "코르도바",
    "Jujuy": "후후이",
    "Mendoza": "멘도사",
    "Atikokan": "아티코칸",
    "Coyhaique": "코이아이케",
    "Indianapolis": "인디애나폴리스",
    "Louisville": "루이빌",
    "Nuuk": "누크",
    "Ho Chi Minh": "호찌민",
    "Kathmandu": "카트만두",
    "Kolkata": "콜카타",
    "Yangon": "양곤",
    "Faroe": "페로 제도",
    "Kyiv": "키이우",
    "Chuuk": "추크",
    "Pohnpei": "폰페이",
}


def cities() -> dict[str, tuple[str, str]]:
    """By zone: its city in Korean and in English."""
    return {zone: (_in_korean(zone), _city(zone, "en")) for zone in sorted(available_timezones())}


def _in_korean(zone: str) -> str:
    named = _city(zone, "ko")
    return _IN_KOREAN.get(named, named)


def _city(zone: str, code: str) -> str:
    return str(get_timezone_location(zone, locale=code, return_city=True)).rpartition("/")[2]


def main() -> None:
    lines = (f"{json.dumps(zone)}: {json.dumps(both, ensure_ascii=False)}" for zone, both in cities().items())
    CITIES.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
