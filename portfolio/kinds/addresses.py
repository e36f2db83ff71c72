"""One address for all the ways in which people write the address of the same thing."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# What a link carries for those who count clicks, and says nothing about what it leads to.
_TRACKING: Final = re.compile(
    r"utm_\w*|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_[ce]id|_ga|_gl|_hs\w+|mkt_tok|ref|ref_src|ref_url|referrer"
    r"|source|share|shared|si|spm|from|feature|trk|cmpid|campaign|n_media|fs|tracking\w*",
    re.IGNORECASE,
)
_MEANS_SOMETHING: Final = re.compile(
    r"(^|\.)(google|openreview|youtube)\.\w+$"
)  # where such a word may be the thing's own
_KEPT: Final = "~:@!$&'()*+,;="  # what stands in a path as it is


def plain(address: str) -> str:
    """Without what doesn't say which page it is: www., the port, what was counted, the place on the page, a last slash."""
    parts = urlsplit(address.strip())
    host = host_of(address)
    path = re.sub(r"/{2,}", "/", quote(unquote(parts.path), safe=f"/{_KEPT}")).rstrip("/")
    path = re.sub(r"/index\.(html?|php)$", "", path)
    keeps = bool(_MEANS_SOMETHING.search(host))
    pairs = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if keeps or not _TRACKING.fullmatch(name)
    ]
    query = urlencode(sorted(pairs))
    return f"https://{host}{path}{f'?{query}' if query else ''}"


def host_of(address: str) -> str:
    """The host, in lower case and ASCII, without www."""
    host = (urlsplit(address.strip()).hostname or "").rstrip(".").lower().removeprefix("www.")
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


# What an address begins with, as a pattern without the scheme; what it then is, with the pattern's groups as {0}, {1} …
Rule = tuple[str, str]


def by_rules(known: Iterable[Rule], *, small: bool = True) -> Callable[[Mapping[str, Any]], str]:
    """An `address_of`: the first rule that fits, in lower case where `small`, otherwise the plain address."""

    def address_of(facts: Mapping[str, Any]) -> str:
        return ruled(facts.get("address", ""), known, small=small) or (
            plain(facts["address"]) if facts.get("address") else ""
        )

    return address_of


def ruled(address: str, known: Iterable[Rule], *, small: bool = True) -> str:
    """What the first fitting rule makes of an address; nothing where none fits."""
    parts = urlsplit(address.strip())
    whole = f"{host_of(address)}{unquote(parts.path)}{f'?{parts.query}' if parts.query else ''}"
    for pattern, template in known:
        if found := re.match(pattern, whole, re.IGNORECASE):
            groups = [(group or "").lower() if small else group or "" for group in found.groups()]
            return f"https://{template.format(*groups)}"
    return ""
