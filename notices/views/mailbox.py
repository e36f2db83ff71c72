"""/dev/mail/: what would have been sent, on a machine without a mail server."""

from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.access import local
from kit import mailbox
from kit.http import Req

SHOWN = 100
# A mail brings its own styles. Nothing in it may run, be fetched or be seen by anybody but the page around it.
NOTHING = ("script-src", "img-src", "font-src", "connect-src", "manifest-src", "form-action")
OF_A_MAIL = {
    **{kind: ["'none'"] for kind in NOTHING},
    "style-src": ["'unsafe-inline'"],
    "frame-ancestors": ["'self'"],
}


@require_safe
@local
def letters(request: Req) -> HttpResponse:
    return render(request, "notices/mailbox.html", {"letters": list(mailbox.latest(SHOWN))})


@require_safe
@local
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type] # its type knows no view with arguments
def letter(request: Req, name: str) -> HttpResponse:
    return render(request, "notices/letter.html", {"letter": _letter(name)})


@require_safe
@local
@xframe_options_sameorigin
@csp_replace(OF_A_MAIL)  # type: ignore[arg-type]
def rich(request: Req, name: str) -> HttpResponse:
    """The mail's own HTML, for the frame; its links open in the whole window."""
    return HttpResponse(_letter(name).rich.replace("<head>", '<head><base target="_top">', 1))


def _letter(name: str) -> mailbox.Letter:
    if found := mailbox.letter(name):
        return found
    raise Http404
