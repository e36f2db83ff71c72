"""How often somebody may ask. Counted in the cache; without Redis each process counts for itself (config/cache.py)."""

from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from kit import clock

A_MINUTE: Final = {"person": 120, "address": 60}


class ByPerson(BaseThrottle):
    """So many requests in a minute of the clock, by person, and by address for who is not signed in."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        kind, who = _asker(request)
        key = f"api:{kind}:{who}:{_minute()}"
        cache.add(key, 0, timeout=120)
        try:
            asked = cache.incr(key)
        except ValueError:  # between the two, Redis went away or came back
            return True
        return asked <= A_MINUTE[kind]

    def wait(self) -> float:
        """Seconds until the minute is over."""
        return 60 - clock.now().timestamp() % 60 + 1


def _asker(request: Request) -> tuple[str, str]:
    if request.user.is_authenticated:
        return "person", str(request.user.pk)
    return "address", str(get_adapter().get_client_ip(request._request))  # noqa: SLF001 - Django's own request


def _minute() -> int:
    return int(clock.now().timestamp() // 60)
