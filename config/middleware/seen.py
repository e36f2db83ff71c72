"""Once a day a session notes that it is alive, and on what device: what the list of one's sessions shows.

Writing it down also moves the session's end on, so that whoever comes back every month stays signed in.
"""

from collections.abc import Callable

from django.http import HttpResponse

from accounts.devices import device_of
from kit.http import Req


def seen(answer: Callable[[Req], HttpResponse]) -> Callable[[Req], HttpResponse]:
    def note(request: Req) -> HttpResponse:
        if request.user.is_authenticated:
            today = request.user.calendar_day().isoformat()
            if request.session.get("seen_on") != today:
                request.session["seen_on"] = today
                request.session["device"] = device_of(request.headers.get("user-agent", ""))
        return answer(request)

    return note
