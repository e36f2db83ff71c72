"""Nothing that was made for somebody signed in is kept where others could be given it.

By no cache on the way, and not by the browser either: the way back after signing out would show it. What a visitor was
shown is asked for anew each time: its owner may have hidden it, or be leaving.
"""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

from kit.http import Req


def private(answer: Callable[[Req], HttpResponse]) -> Callable[[Req], HttpResponse]:
    def answered(request: Req) -> HttpResponse:
        response = answer(request)
        if "Cache-Control" not in response.headers:
            kept_by = {"no_store": True} if request.user.is_authenticated else {"no_cache": True}
            patch_cache_control(response, private=True, **kept_by)
        return response

    return answered
