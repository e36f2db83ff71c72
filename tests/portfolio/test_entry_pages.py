"""One entry's pages: reading, changing, deleting, bringing back, and who may."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from portfolio.models import Entry, Project
from roadmap import trail
from roadmap.models import Step
from tests.conftest import make_member
from tests.portfolio.conftest import NOON, TODAY, Logged

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def mine(learner: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(learner)


@pytest.fixture
def theirs(peer: User, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(peer)


def change(entry: Entry, **said: Any) -> dict[str, Any]:
    """What the form of the edit page sends."""
    as_it_is = {"text": entry.text, "minutes": "1h30", "day": entry.day.isoformat(), "visibility": entry.visibility}
    return as_it_is | {"step": "", "project": "", "version": entry.version} | said


# ---- who may see


def test_each_sees_what_the_owner_shows_and_nothing_else(
    mine: Client, theirs: Client, visitor: Client, signed_in: Callable[[User], Client], logged: Logged
) -> None:
    newcomer = signed_in(User.objects.create_user("new@example.org"))
    suspended = signed_in(make_member("mallory", suspended_at=NOON))
    entries = {shown: logged(f"비밀 {shown}", visibility=shown) for shown in ("private", "members", "public")}

    seen = {
        who: [shown for shown, entry in entries.items() if client.get(f"/log/{entry.pk}/").status_code == 200]
        for who, client in {
            "owner": mine,
            "member": theirs,
            "not yet a member": newcomer,
            "suspended": suspended,
            "visitor": visitor,
        }.items()
    }

    assert seen == {
        "owner": ["private", "members", "public"],
        "member": ["members", "public"],
        "not yet a member": ["public"],
        "suspended": ["public"],
        "visitor": ["public"],
    }


def test_nobody_elses_entry_stands_in_ones_log(theirs: Client, logged: Logged) -> None:
    for shown in ("private", "members", "public"):
        logged(f"비밀 {shown}", visibility=shown)

    for address in ("/log/", "/log/?q=비밀", "/log/removed/"):
        assert "비밀 p" not in theirs.get(address).content.decode()


def test_an_entry_shows_its_project_only_to_whom_that_is_shown_too(
    mine: Client, theirs: Client, logged: Logged, learner: User
) -> None:
    project = Project.objects.create(owner=learner, title="몰래 만드는 것")
    entry = logged(project=project, visibility="public")

    assert "몰래 만드는 것" in mine.get(f"/log/{entry.pk}/").content.decode()
    assert "몰래 만드는 것" not in theirs.get(f"/log/{entry.pk}/").content.decode()


def test_an_entry_leads_to_its_author_its_project_and_its_step(
    visitor: Client, logged: Logged, learner: User, step: Step
) -> None:
    project = Project.objects.create(owner=learner, title="RoadScan", slug="roadscan", visibility="public")
    entry = logged(visibility="public", project=project, step=step)
    public = visitor.get(f"/ko/log/{entry.pk}/").content.decode()

    for place in ("/@seoyeon/", f"/@seoyeon/p/{project.pk}-roadscan/", "/roadmap/portfolio/first-project/"):
        assert f'href="/ko{place}"' in public


def test_an_entry_on_a_step_that_is_no_more_leads_to_none(visitor: Client, logged: Logged, step: Step) -> None:
    entry = logged(visibility="public", step=step)
    Step.objects.update(retired_at=NOON)
    trail.forget()

    page = visitor.get(f"/log/{entry.pk}/").content.decode()

    assert "첫 프로젝트" in page
    assert "/roadmap/portfolio/first-project/" not in page


def test_a_suspended_persons_entry_is_gone_for_others(visitor: Client, logged: Logged, learner: User) -> None:
    entry = logged(visibility="public")
    User.objects.filter(pk=learner.pk).update(suspended_at=NOON)

    assert visitor.get(f"/log/{entry.pk}/").status_code == 404


def test_only_the_owner_changes_deletes_or_brings_back(theirs: Client, logged: Logged) -> None:
    entry = logged("내 글", visibility="public")

    answers = [
        theirs.get(f"/log/{entry.pk}/edit/"),
        theirs.post(f"/log/{entry.pk}/edit/", change(entry, text="남이 고친 글")),
        theirs.get(f"/log/{entry.pk}/delete/"),
        theirs.post(f"/log/{entry.pk}/delete/"),
        theirs.post(f"/log/{entry.pk}/bring-back/"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    entry.refresh_from_db()
    assert (entry.text, entry.removed_at) == ("내 글", None)
    assert "고치기" not in theirs.get(f"/log/{entry.pk}/").content.decode()


def test_a_public_entry_lives_in_both_languages(visitor: Client, logged: Logged) -> None:
    entry = logged(visibility="public")

    assert '<meta name="robots" content="noindex">' in visitor.get(f"/log/{entry.pk}/").content.decode()
    assert "9 April 2026" in unescape(visitor.get(f"/en/log/{entry.pk}/").content.decode()).replace("\u00a0", " ")


def test_no_search_engine_keeps_a_member_s_words(visitor: Client, logged: Logged) -> None:
    page = visitor.get(f"/log/{logged(visibility='public').pk}/").content.decode()

    assert '<meta name="robots" content="noindex">' in page


# ---- changing


def test_an_entry_is_changed_and_says_so(mine: Client, logged: Logged) -> None:
    entry = logged("처음")

    form = mine.get(f"/log/{entry.pk}/edit/").content.decode()
    response = mine.post(f"/log/{entry.pk}/edit/", change(entry, text="**고친** 글", minutes="2h"), follow=True)

    assert ">\n처음</textarea>" in form
    assert 'value="1시간\u00a030분"' in form
    assert response.redirect_chain[0][0] == f"/log/{entry.pk}/#logged-entry-{entry.pk}-1"
    page = response.content.decode()
    assert "기록을 고쳤어요." in page
    assert "<strong>고친</strong> 글" in page
    assert "2시간" in page


def test_two_tabs_lose_nothing(mine: Client, logged: Logged) -> None:
    entry = logged("처음")
    first, second = change(entry, text="휴대폰에서 쓴 글"), change(entry, text="노트북에서 쓴 글")
    mine.post(f"/log/{entry.pk}/edit/", first)

    response = mine.post(f"/log/{entry.pk}/edit/", second)

    page = response.content.decode()
    assert response.status_code == 409
    assert "다른 창에서 먼저 고쳤어요" in page
    assert "휴대폰에서 쓴 글</pre>" in page
    assert ">\n노트북에서 쓴 글</textarea>" in page
    assert Entry.objects.get().text == "휴대폰에서 쓴 글"
    chosen = second | {"version": re.search(r'name="version" value="(\d+)"', page)[1]}
    mine.post(f"/log/{entry.pk}/edit/", chosen)
    assert Entry.objects.get().text == "노트북에서 쓴 글"


def test_a_tab_that_deleted_it_does_not_swallow_what_the_other_writes(mine: Client, logged: Logged) -> None:
    entry = logged("처음")
    mine.post(f"/log/{entry.pk}/delete/")

    page = mine.post(f"/log/{entry.pk}/edit/", change(entry, text="아직 쓰던 글")).content.decode()

    assert "다른 창에서 지운 기록이에요" in page
    assert ">\n아직 쓰던 글</textarea>" in page
    chosen = change(entry, text="아직 쓰던 글", version=re.search(r'name="version" value="(\d+)"', page)[1])
    mine.post(f"/log/{entry.pk}/edit/", chosen)
    assert Entry.objects.standing().get().text == "아직 쓰던 글"


def test_a_mistake_in_a_change_is_said_and_a_later_tab_still_heard(mine: Client, logged: Logged) -> None:
    entry = logged("처음")

    response = mine.post(f"/log/{entry.pk}/edit/", change(entry, text="고친 글", minutes="400h"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "하루는 24시간이에요." in page
    assert ">\n고친 글</textarea>" in page
    assert 'value="400h"' in page
    assert 'name="version" value="1"' in page


@pytest.mark.parametrize("version", ["", "x", "99999999999999999999"])
def test_a_form_without_its_version_overwrites_nothing(mine: Client, logged: Logged, version: str) -> None:
    entry = logged("처음")

    response = mine.post(f"/log/{entry.pk}/edit/", change(entry, text="덮어쓰기", version=version))

    assert response.status_code == 409
    assert Entry.objects.get().text == "처음"


# ---- deleting


def test_deleting_asks_first_and_can_be_taken_back(mine: Client, logged: Logged) -> None:
    entry = logged("지울 글")

    asked = mine.get(f"/log/{entry.pk}/delete/").content.decode()
    assert "이 기록을 지울까요?" in asked
    assert "30일 안에는 되돌릴 수 있어요." in asked
    assert Entry.objects.standing().exists()

    page = mine.post(f"/log/{entry.pk}/delete/", follow=True).content.decode()
    assert "기록을 지웠어요." in page
    assert f'action="/log/{entry.pk}/bring-back/"' in page
    assert mine.get(f"/log/{entry.pk}/").status_code == 404

    page = mine.post(f"/log/{entry.pk}/bring-back/", follow=True).content.decode()
    assert "기록을 되돌렸어요." in page
    assert "지울 글" in page


def test_deleted_entries_wait_30_days_and_say_until_when(mine: Client, logged: Logged, at: Callable[..., Any]) -> None:
    entry = logged("지울 글")
    mine.post(f"/log/{entry.pk}/delete/")

    page = mine.get("/log/removed/").content.decode()
    assert "지울 글" in page
    assert "5월\u00a09일까지" in page

    at(NOON + timedelta(days=31))
    assert "지운 기록이 없어요" in mine.get("/log/removed/").content.decode()
    page = mine.post(f"/log/{entry.pk}/bring-back/", follow=True).content.decode()
    assert "30일이 지나서 이제 되돌릴 수 없어요." in page


@pytest.mark.parametrize("rows", [3, 30])
def test_no_list_asks_more_for_more_entries(
    mine: Client, logged: Logged, rows: int, django_assert_max_num_queries: Any
) -> None:
    for n in range(rows):
        logged(f"{n}", day=TODAY)
    entry = logged("지울 글")
    Entry.objects.exclude(pk=entry.pk).update(removed_at=NOON)

    for address in ("/log/removed/", f"/log/{entry.pk}/", f"/log/{entry.pk}/edit/", f"/log/{entry.pk}/delete/"):
        with django_assert_max_num_queries(6):
            mine.get(address)
