"""What of peers can be reported: what somebody wrote to one."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.reports import Found, Kind, register
from peers.models import Introduction


def _introduction(pk: int, viewer: Any) -> Found | None:
    seen = Introduction.objects.visible_to(viewer).filter(pk=pk, recipient=viewer.pk)
    found = seen.select_related("sender").first()
    if found is None:
        return None
    return Found(found.sender, found.sender.name, f"{reverse('peers:peers')}#introduction-{pk}")


def _text(pk: int) -> str:
    return Introduction.objects.filter(pk=pk).values_list("text", flat=True).first() or ""


register(
    Kind(
        "introduction",
        _("What somebody wrote to you"),
        _introduction,
        read=_text,
        to_whom=_("An introduction to %(name)s"),
    )
)
