"""Short words for an address, Hangul kept."""

import re
import unicodedata
from typing import Final

LONGEST_SLUG: Final = 40


def slugify_any(text: str, *, longest: int = LONGEST_SLUG) -> str:
    """Turn "노면 손상 찾기 (v2)" into "노면-손상-찾기-v2": letters and digits of any script, cut at a word where possible.

    Empty if `text` has neither letters nor digits: have a name ready.
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > longest:
            break
        slug = longer
    return slug or "".join(words[:1])[:longest]
