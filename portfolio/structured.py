"""A portfolio as other programs read it: schema.org, as JSON for a script that no browser runs."""

import json
from typing import Any, Final, Protocol

from django.conf import settings
from django.urls import reverse
from markupsafe import Markup

from accounts.models import User
from accounts.topics import BY_KEY as TOPICS
from accounts.visibility import Visibility
from portfolio.kinds import BY_KEY as KINDS
from portfolio.models.milestone import State

_APART: Final = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}  # so that no text can end the script


class Shown(Protocol):
    """What a portfolio shows."""

    @property
    def owner(self) -> User: ...
    @property
    def milestones(self) -> list[dict[str, Any]]: ...


def portfolio(shown: Shown) -> Markup:
    """The person and those milestones that everybody sees and somebody verified, in the language being spoken."""
    owner = shown.owner
    address = _whole("portfolio:profile", owner.handle)
    person = {
        "@type": "Person",
        "name": owner.name,
        "alternateName": f"@{owner.handle}",
        "description": owner.about,
        "url": address,
        "knowsAbout": [str(TOPICS[key].name) for key in owner.topics if key in TOPICS],
        "hasCredential": [_credential(row) for row in shown.milestones if _is_proof(row)],
    }
    page = {"@context": "https://schema.org", "@type": "ProfilePage", "url": address, "mainEntity": person}
    return Markup(json.dumps(page, ensure_ascii=False).translate(_APART))  # noqa: S704 - escaped above


def _credential(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "EducationalOccupationalCredential",
        "name": row["title"],
        "description": row["deed"],
        "credentialCategory": str(KINDS[row["kind"]].title),
        "url": _whole("portfolio:milestone", row["id"]),
        "datePublished": row["verified_at"].date().isoformat(),
    }


def _is_proof(row: dict[str, Any]) -> bool:
    return (row["state"], row["visibility"]) == (State.VERIFIED, Visibility.PUBLIC)


def _whole(name: str, *about: Any) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(name, args=about)}"
