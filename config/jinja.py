"""The Jinja2 environment: what every template may call."""

from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils import translation
from jinja2 import Environment, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup

from accounts.policies import is_curator
from config.middleware.language import addresses, url
from config.printed import Printed
from config.spoken import Ours
from kit import bilingual, dates, durations, fields, markdown, words
from kit.charts.contours import contours
from kit.charts.profile import profile
from kit.charts.week import heights
from kit.http import Req
from kit.icons import icon
from notices import reads


def environment(**options: Any) -> Environment:
    """What Django's backend builds its templates with; text mails are not escaped."""
    options["autoescape"] = select_autoescape(["html"])
    options["undefined"] = StrictUndefined
    env = Ours(extensions=["jinja2.ext.i18n", Printed], trim_blocks=True, lstrip_blocks=True, **options)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.filters.update(_filters())
    env.globals.update(
        static=cache(static),
        url=_url,
        language=bilingual.language,
        site=settings.SITE_ADDRESS,
        icon=icon,
        contours=contours,
        profile=profile,
        week_heights=heights,
        options=fields.options,
        is_curator=is_curator,
        attributes=fields.attributes,
    )
    return env


def of_request(request: Req) -> dict[str, Any]:
    """What every page knows of its request."""
    return {
        "user": request.user,
        "lang": bilingual.language(),
        "paths": addresses(request),
        "csrf_input": CsrfInput(request),
        "messages": _messages(request),
        "unread_notices": partial(reads.unread, request),
        "stall": partial(reads.stall, request),
    }


def _messages(request: Req) -> Iterable[Message]:
    """What is to be told; untouched when there is nothing, since reading it writes a cookie into everybody's answer."""
    waiting = get_messages(request)
    return waiting if getattr(waiting, "added_new", False) or "messages" in request.COOKIES else ()


class CsrfInput:
    """The hidden field against forged forms: made at first use, the same for all forms of the page."""

    def __init__(self, request: Req) -> None:
        self.request = request
        self.field: Markup | None = None

    def __html__(self) -> str:
        if self.field is None:
            self.field = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(
                get_token(self.request)
            )
        return self.field

    __str__ = __html__


@pass_context
def _url(context: Context, name: str, *args: object, **kwargs: object) -> str:
    return url(context.get("request"), name, *args, **kwargs)


def _filters() -> dict[str, Callable[..., str]]:
    """Days are said from the reader's day: `{{ entry.day|day(today) }}`; ranges as `{{ low|range(high, "months") }}`."""
    return {
        "date": _spoken(dates.say_date),
        "day": _spoken(dates.say_day),
        "excerpt": markdown.excerpt,
        "gist": markdown.gist,
        "initials": words.initials,
        "keep": words.keep_together,
        "minutes": _spoken(durations.say_minutes),
        "since": _spoken(durations.say_since),
        "month": _spoken(dates.say_month),
        "weekday": _spoken(dates.say_short_weekday),
        "number": words.say_number,
        "range": _spoken(dates.say_range),
        "weekday_date": _spoken(dates.say_weekday_date),
        "weeks": _spoken(dates.say_weeks),
    }


def _spoken(say: Callable[..., str]) -> Callable[..., str]:
    """`say` at each rendering: Jinja would work out `{{ 90|minutes }}` once, in whichever language compiles it."""

    @pass_context
    def said(_context: Context, *args: object) -> str:
        return say(*args)

    return said
