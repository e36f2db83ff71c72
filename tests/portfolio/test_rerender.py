from io import StringIO

from django.core.management import call_command

from accounts.models import User
from kit.markdown import RENDER_VERSION
from portfolio.actions import rerender
from portfolio.models import Entry, Project
from tests.portfolio.conftest import Logged


def test_what_an_older_version_drew_is_drawn_anew_in_batches(logged: Logged, learner: User, monkeypatch) -> None:
    monkeypatch.setattr(rerender, "BATCH", 2)
    for _ in range(5):
        logged("**굵게**")
    Entry.objects.update(html="<b>old</b>", render_version=0)
    Project.objects.create(owner=learner, title="RoadScan", story="*노면*")
    said = StringIO()

    call_command("rerender", stdout=said)

    assert said.getvalue() == "6 drawn anew\n"
    assert set(Entry.objects.values_list("html", "render_version", "version")) == {
        ("<p><strong>굵게</strong></p>\n", RENDER_VERSION, 1)
    }
    assert Project.objects.get().story_html == "<p><em>노면</em></p>\n"


def test_what_is_up_to_date_is_left_alone(logged: Logged) -> None:
    logged()

    assert rerender.rerender() == 0
