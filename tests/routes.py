"""Every route of the site and what a GET of it answers to whom. tests/test_sweep.py fails for one that is not here.

The answers are those to WHO, in this order; "member" owns the things of tests/world.py, whose names stand as arguments.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.urls import URLPattern, get_resolver, reverse

from accounts import access
from tests.world import World

WHO: Final = ("visitor", "newcomer", "member", "curator", "operator")

Answers = tuple[int, int, int, int, int]

EVERYBODY: Final = (200, 200, 200, 200, 200)
SIGNED_IN: Final = (302, 200, 200, 200, 200)
MEMBERS: Final = (302, 302, 200, 200, 200)
OWNER: Final = (302, 302, 200, 404, 404)
CURATORS: Final = (404, 404, 404, 200, 200)
OPERATORS: Final = (404, 404, 404, 404, 200)
DESKS: Final = (302, 302, 302, 200, 200)  # Django's admin, whose sign-in page is none to who is signed in
OPERATORS_DESK: Final = (302, 302, 302, 403, 200)
READ_ONLY: Final = (302, 302, 302, 403, 403)
ONWARD: Final = (302, 302, 302, 302, 302)
POSTED: Final = (405, 405, 405, 405, 405)


class Route(NamedTuple):
    answers: Answers
    arguments: dict[str, Any] = {}  # noqa: RUF012 - nobody changes it


def route(answers: Answers, **arguments: Any) -> Route:
    return Route(answers, arguments)


HOME = {
    "home:landing": route((200, 302, 200, 200, 200)),
    "home:search": route(EVERYBODY),
    "home:robots": route(EVERYBODY),
    "home:sitemap": route(EVERYBODY),
    "home:live": route(EVERYBODY),
    "home:ready": route(EVERYBODY),
    "home:style": route(EVERYBODY),
}
ACCOUNTS = {
    "accounts:welcome": route((302, 200, 302, 302, 302)),
    "accounts:handle_free": route(SIGNED_IN),
    "accounts:language": route(POSTED),
    "accounts:suspended": route(ONWARD),
    "accounts:privacy": route(EVERYBODY),
    "accounts:settings": route(MEMBERS),
    "accounts:profile": route(MEMBERS),
    "accounts:time": route(MEMBERS),
    "accounts:handle": route(MEMBERS),
    "accounts:address": route(MEMBERS),
    "accounts:address_code": route(ONWARD),  # no code is on its way
    "accounts:address_new_code": route(POSTED),
    "accounts:address_stay": route(POSTED),
    "accounts:password": route(MEMBERS),
    "accounts:sessions": route(MEMBERS),
    "accounts:end_other_sessions": route(POSTED),
    "accounts:end_session": route(POSTED, name="one"),
    "accounts:tokens": route(MEMBERS),
    "accounts:revoke_token": route(POSTED, pk="token"),
    "accounts:report": route((302, 302, 404, 200, 200), kind="kind", pk="project"),  # one's own cannot be reported
    "accounts:block": route((302, 302, 404, 200, 200), handle="handle"),  # nor blocked
    "accounts:blocks": route(MEMBERS),
    "accounts:unblock": route(POSTED, pk="block"),
    "accounts:leave": route(MEMBERS),
    "accounts:leaving": route(ONWARD),
    "accounts:come_back": route(POSTED),
    "account_login": route((200, 302, 302, 302, 302)),
    "account_confirm_login_code": route(ONWARD),  # likewise
    "account_new_login_code": route(POSTED),
    "account_signup": route(ONWARD),
    "account_logout": route(POSTED),
}
STEP = {"phase": "start", "key": "kaggle-first"}
ROADMAP = {
    "roadmap:roadmap": route(EVERYBODY),
    "roadmap:guide": route(EVERYBODY, key="the-authors-path"),
    "roadmap:step": route(EVERYBODY, **STEP),
    "roadmap:library": route(EVERYBODY),
    "roadmap:start": route(EVERYBODY),
    "roadmap:plan": route((302, 302, 200, 302, 302)),
    "roadmap:later": route(POSTED),
    "roadmap:lighter": route(POSTED),
    "roadmap:move_step": route(POSTED),
    "roadmap:progress": route(POSTED, **STEP),
    "roadmap:note": route(POSTED, **STEP),
    "roadmap:mark": route(POSTED, key="keras-discussions"),
    "roadmap:broken": route(MEMBERS, key="keras-discussions"),
    "roadmap:curate": route(CURATORS),
    "roadmap:link_case": route(CURATORS, pk="case"),
    "roadmap:decide": route(POSTED, pk="case"),
    "roadmap:report": route(CURATORS, pk="told"),
    "roadmap:decide_report": route(POSTED, pk="told"),
    "roadmap:reopen_report": route(POSTED, pk="told"),
    "roadmap:decided": route(CURATORS),
    "roadmap:take_back": route(POSTED, pk="event"),
    "roadmap:suspended": route(CURATORS),
    "roadmap:lift": route(POSTED, pk="gone"),
}
PORTFOLIO = {
    "portfolio:log": route(MEMBERS),
    "portfolio:preview": route(POSTED),
    "portfolio:removed": route(MEMBERS),
    "portfolio:entry": route(EVERYBODY, pk="entry"),
    "portfolio:edit": route(OWNER, pk="entry"),
    "portfolio:delete": route(OWNER, pk="entry"),
    "portfolio:bring_back": route(POSTED, pk="removed entry"),
    "portfolio:pictures": route(POSTED),
    "portfolio:picture": route(EVERYBODY, key="picture", suffix="suffix"),
    "portfolio:new_project": route(MEMBERS),
    "portfolio:removed_projects": route(MEMBERS),
    "portfolio:edit_project": route(OWNER, pk="project"),
    "portfolio:delete_project": route(OWNER, pk="project"),
    "portfolio:bring_back_project": route(POSTED, pk="project"),
    "portfolio:milestones": route(MEMBERS),
    "portfolio:new_milestone": route(MEMBERS),
    "portfolio:claim": route(MEMBERS, key="pull_request"),
    "portfolio:milestone": route(EVERYBODY, pk="milestone"),
    "portfolio:edit_milestone": route(OWNER, pk="milestone"),
    "portfolio:claim_again": route(POSTED, pk="milestone"),
    "portfolio:read_again": route(POSTED, pk="milestone"),
    "portfolio:withdraw_milestone": route(OWNER, pk="milestone"),
    "portfolio:revoke_milestone": route((302, 302, 302, 200, 200), pk="milestone"),
    "portfolio:put_reading": route(POSTED, pk="milestone"),
    "portfolio:delete_reading": route(POSTED, pk="milestone", day="2026-04-05"),
    "portfolio:mine": route(ONWARD),
    "portfolio:profile": route(EVERYBODY, handle="handle"),
    "portfolio:project": route(EVERYBODY, handle="handle", pk="project", slug="night-map"),
}
NOTICES = {
    "notices:notices": route(MEMBERS),
    "notices:read_all": route(POSTED),
    "notices:read": route(POSTED, pk="notice"),
    "notices:wishes": route(MEMBERS),
    "notices:stop": route(EVERYBODY, token="stop"),
    "notices:back": route(POSTED, token="back"),
    "notices:operators_mail": route(OPERATORS),
    "notices:again": route(POSTED, pk="mail"),
    "notices:letters": route(EVERYBODY),
    "notices:letter": route(EVERYBODY, name="letter"),
    "notices:rich": route(EVERYBODY, name="letter"),
}
MENTORING = {
    "mentoring:mentors": route(EVERYBODY),
    "mentoring:apply": route(MEMBERS),
    "mentoring:away": route(POSTED),
    "mentoring:leave": route(MEMBERS),
    "mentoring:application": route(CURATORS, pk="applicant"),
    "mentoring:reviews": route(MEMBERS),
    "mentoring:ask": route(MEMBERS),
    "mentoring:review": route(OWNER, pk="review"),
    "mentoring:thank": route(POSTED, pk="review"),
    "mentoring:withdraw": route(OWNER, pk="request"),
    "mentoring:desk": route((302, 302, 200, 200, 200)),
    "mentoring:written": route(MEMBERS),
    "mentoring:held": route(OWNER, pk="held"),
    "mentoring:take": route(POSTED, pk="held"),
    "mentoring:save": route(POSTED, pk="held"),
}
PEERS = {
    "peers:peers": route(MEMBERS),
    "peers:be_found": route(POSTED),
    "peers:accept": route(POSTED, pk="introduction"),
    "peers:decline": route(POSTED, pk="introduction"),
    "peers:withdraw": route(POSTED, pk="introduction"),
    "peers:write": route(MEMBERS, handle="stranger"),
    "peers:feed": route(MEMBERS),
    "peers:follow": route(POSTED, handle="stranger"),
    "peers:unfollow": route(POSTED, handle="stranger"),
}
_SAID_NO = 401, 403  # to who is not signed in, and to who has not finished onboarding
API_MEMBERS: Final = (*_SAID_NO, 200, 200, 200)
API_OWNER: Final = (*_SAID_NO, 200, 404, 404)
API = {
    "api:me": route(API_MEMBERS),
    "api:progress": route(API_MEMBERS),
    "api:step": route(API_MEMBERS, key="kaggle-first"),
    "api:entries": route(API_MEMBERS),
    "api:entry": route(API_OWNER, pk="entry"),
    "api:projects": route(API_MEMBERS),
    "api:project": route(API_OWNER, pk="project"),
    "api:milestones": route(API_MEMBERS),
    "api:milestone": route(API_OWNER, pk="milestone"),
    "api:readings": route(API_OWNER, pk="milestone"),
    "api:reading": route((*_SAID_NO, 405, 405, 405), pk="milestone", day="2026-04-09"),
    "api:person": route(EVERYBODY, handle="handle"),
    "api:projects_of": route(EVERYBODY, handle="handle"),
    "api:milestones_of": route(EVERYBODY, handle="handle"),
    "api:docs": route(EVERYBODY),
    "api:schema": route(EVERYBODY),
    "api:lost": route((404, 404, 404, 404, 404), rest="v2/me"),
}
_ONE = {"object_id": "person"}
ADMIN = {
    "admin:index": route(DESKS),
    "admin:login": route((302, 404, 404, 404, 404)),
    "admin:logout": route((302, 302, 302, 405, 405)),
    "admin:password_change": route(ONWARD),
    "admin:password_change_done": route(DESKS),
    "admin:autocomplete": route((302, 302, 302, 403, 403)),
    "admin:jsi18n": route(DESKS),
    "admin:view_on_site": route((302, 302, 302, 404, 404), content_type_id="1", object_id="1"),
    "admin:app_list": route((302, 302, 302, 404, 200), app_label="accounts"),
    "admin:accounts_user_changelist": route(OPERATORS_DESK),
    "admin:accounts_user_add": route(READ_ONLY),
    "admin:accounts_user_history": route(OPERATORS_DESK, **_ONE),
    "admin:accounts_user_delete": route(READ_ONLY, **_ONE),
    "admin:accounts_user_change": route(OPERATORS_DESK, **_ONE),
    "admin:roadmap_phase_changelist": route(DESKS),
    "admin:roadmap_phase_add": route(DESKS),
    "admin:roadmap_phase_history": route(DESKS, object_id="phase"),
    "admin:roadmap_phase_delete": route(READ_ONLY, object_id="phase"),
    "admin:roadmap_phase_change": route(DESKS, object_id="phase"),
    "admin:roadmap_phase_preview": route((302, 302, 302, 404, 404), pk="phase", language="ko"),
    "admin:roadmap_step_changelist": route(DESKS),
    "admin:roadmap_step_add": route(DESKS),
    "admin:roadmap_step_history": route(DESKS, object_id="step row"),
    "admin:roadmap_step_delete": route(READ_ONLY, object_id="step row"),
    "admin:roadmap_step_change": route(DESKS, object_id="step row"),
    "admin:roadmap_step_preview": route((302, 302, 302, 404, 404), pk="step row", language="ko"),
    "admin:roadmap_resource_changelist": route(DESKS),
    "admin:roadmap_resource_add": route(DESKS),
    "admin:roadmap_resource_history": route(DESKS, object_id="resource"),
    "admin:roadmap_resource_delete": route(READ_ONLY, object_id="resource"),
    "admin:roadmap_resource_change": route(DESKS, object_id="resource"),
    "admin:roadmap_resource_preview": route((302, 302, 302, 404, 404), pk="resource", language="ko"),
}

TABLE: Final[dict[str, Route]] = HOME | ACCOUNTS | ROADMAP | PORTFOLIO | MENTORING | PEERS | NOTICES | API | ADMIN
# What has no template of ours: files, mails, what other machines ask for.
NO_PAGES = {"portfolio:picture", "notices:rich", "home:robots", "home:sitemap", "home:live", "home:ready"}
NO_PAGES |= API.keys() - {"api:docs"}
PARTS: Final = {"accounts:handle_free"}  # of a page, fetched by a script
IN_BOTH: Final = {"home:style"}  # samples of letters and names in both languages


def all_routes(patterns: Any = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each route of the site by its name; Django's admin has some without one, which only lead on or are lost."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern, URLPattern):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_routes(pattern.url_patterns, inside)
        elif pattern.name or namespace != "admin:":
            yield f"{namespace}{pattern.name}", pattern


def is_public(pattern: URLPattern) -> bool:
    return access.of(pattern.callback) == "public"


def address(name: str, world: World) -> str:
    """The address of a route for the things of that world."""
    arguments = TABLE[name].arguments.items()
    return reverse(name, kwargs={key: world.things.get(value, value) for key, value in arguments})
