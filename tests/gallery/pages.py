"""Every page worth a look. A feature adds its lines here; `make gallery` draws them.

Addresses may name what the demo world has: {step} a step's address, {handle} the learner's, {entry} one of their
entries, {project} one of their projects, {milestone} a verified milestone of theirs, {declined} a declined one.
"""

from dataclasses import dataclass, field
from typing import Literal

# The learner has months behind them; the newcomer came today and has done nothing; the curator looks after links.
Who = Literal["", "learner", "newcomer", "mentor", "curator", "operator"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page, who looks at it, and how it is empty or goes wrong.

    The third picture is the same address as `empty` sees it, or `empty_at`, or with `wrong` typed into its form and sent.
    """

    name: str
    path: str
    who: Who = ""
    empty: Who | None = None
    empty_at: str = ""
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """What its pictures' names begin with."""
        return self.name.replace(", ", "-").replace(" ", "-")


PAGES = (
    Page("landing", "/"),
    Page("roadmap", "/roadmap/"),
    Page("roadmap, walking", "/roadmap/", who="learner", empty="newcomer"),
    Page("step", "{step}"),
    Page("step, walking", "{step}", who="learner", empty="newcomer"),
    Page("guide", "/roadmap/guides/writing-to-strangers/"),
    Page("library", "/resources/", empty_at="/resources/?kind=book&language=ko"),
    Page("search", "/search/?q=fast", empty_at="/search/?q=qqqqqq"),
    Page("start", "/start/", empty_at="/start/?phase=portfolio&hours=6"),
    Page("plan", "/plan/", who="learner", empty="newcomer"),
    Page("sign in", "/accounts/login/", wrong={"email": "nobody"}),
    Page("sign up", "/accounts/signup/", wrong={"email": "nobody"}),
    Page("privacy", "/privacy/"),
    Page("today", "/", who="learner", empty="newcomer"),
    Page("log", "/log/", who="learner", empty="newcomer"),
    Page("entry", "/log/{entry}/", who="learner"),
    Page("edit an entry", "/log/{entry}/edit/", who="learner", wrong={"minutes": "400 h"}),
    Page("delete an entry", "/log/{entry}/delete/", who="learner"),
    Page("removed entries", "/log/removed/", who="learner"),
    Page("portfolio, a stranger's view", "/@{handle}/"),
    Page("portfolio, one's own", "/portfolio/", who="learner", empty="newcomer"),
    Page("project", "/@{handle}/p/{project}/"),
    Page("project, one's own", "/@{handle}/p/{project}/", who="learner"),
    Page("new project", "/projects/new/", who="learner", wrong={"title": ""}),
    Page("edit a project", "/projects/{project}/edit/", who="learner", wrong={"title": ""}),
    Page("delete a project", "/projects/{project}/delete/", who="learner"),
    Page("removed projects", "/projects/removed/", who="learner"),
    Page("people", "/peers/", who="learner", empty="newcomer"),
    Page("write to somebody", "/peers/hanna/write/", who="learner", wrong={"text": ""}),
    Page("feed", "/feed/", who="learner", empty="newcomer"),
    Page("portfolio of somebody else", "/@hanna/", who="learner"),
    Page("milestones", "/milestones/", who="learner", empty="newcomer"),
    Page("milestone, a year of readings", "/milestones/{tool}/"),
    Page("milestone, readings of one's own", "/milestones/{article}/", who="learner"),
    Page("kinds of milestone", "/milestones/new/", who="learner"),
    Page("claim", "/milestones/new/pull_request/", who="learner", wrong={"title": ""}),
    Page("milestone", "/milestones/{milestone}/"),
    Page("milestone, one's own", "/milestones/{milestone}/", who="learner"),
    Page("milestone, declined", "/milestones/{declined}/", who="learner"),
    Page("edit a milestone", "/milestones/{milestone}/edit/", who="learner", wrong={"deed": ""}),
    Page("withdraw a milestone", "/milestones/{milestone}/withdraw/", who="learner"),
    Page("revoke a milestone", "/milestones/{milestone}/revoke/", who="curator", wrong={"reason": ""}),
    Page("notices", "/notices/", who="learner", empty="newcomer"),
    Page("settings", "/settings/", who="learner", empty="newcomer"),
    Page("profile", "/settings/profile/", who="learner", wrong={"name": ""}),
    Page("time", "/settings/time/", who="learner"),
    Page("handle", "/settings/handle/", who="learner", wrong={"handle": "two words"}),
    Page("address", "/settings/email/", who="learner", wrong={"email": "nobody"}),
    Page("password", "/settings/password/", who="learner", wrong={"new": "1"}),
    Page("mail", "/settings/mail/", who="learner"),
    Page("sessions", "/settings/sessions/", who="learner"),
    Page("tokens", "/settings/tokens/", who="learner", empty="newcomer", wrong={"name": ""}),
    Page("API", "/api/docs/"),
    Page("blocks", "/settings/blocks/", who="learner"),
    Page("leave", "/settings/leave/", who="learner", wrong={"handle": "somebody"}),
    Page("report", "/report/project/{project}/", who="newcomer", wrong={"words": ""}),
    Page("block", "/block/{handle}/", who="newcomer"),
    Page("link is broken", "/resources/keras-discussions/broken/", who="learner"),
    Page("curators’ desk", "/curate/", who="curator"),
    Page("suspended members", "/curate/suspended/", who="curator"),
    Page("what curators decided", "/curate/decided/", who="curator"),
    Page("mentors", "/mentors/"),
    Page("become a mentor", "/mentors/apply/", who="learner", wrong={"about": ""}),
    Page("what a mentor reads", "/mentors/apply/", who="mentor"),
    Page("reviews", "/reviews/", who="learner", empty="newcomer"),
    Page("ask for a review", "/reviews/new/", who="learner", wrong={"question": ""}),
    Page("a review", "/reviews/{review}/", who="learner"),
    Page("mentor’s desk", "/mentor/", who="mentor", empty="curator"),
    Page("what a mentor wrote", "/mentor/written/", who="mentor", empty="curator"),
    Page("reading a project", "/mentor/{held}/", who="mentor"),
    Page("a milestone waiting", "/mentor/{held_milestone}/?all", who="curator"),
    Page("an application", "/curate/mentors/{applicant}/", who="curator"),
    Page("operators, mail", "/operators/mail/", who="operator"),
    Page("dev mail", "/dev/mail/"),
    Page("every part", "/dev/style/"),
    Page("lost", "/no/such/place/"),
)
