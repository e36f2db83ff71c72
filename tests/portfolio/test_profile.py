"""What a person shows to whom: their portfolio, a project of theirs, and the pictures on both."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from accounts.models import FormerHandle, User
from accounts.roles import ROLES
from portfolio.actions import keeping, pictures
from portfolio.models import Entry, Picture, Project
from portfolio.reads import profile as reads
from portfolio.reads.entry import entry as entry_read
from portfolio.reads.project import project as project_read
from roadmap.models import Enrollment, Progress, Step
from tests.conftest import make_member
from tests.pictures import file_of, upload
from tests.portfolio.conftest import NOON, TODAY, Logged
from tests.portfolio.milestones import claimed
from tests.portfolio.test_projects import made, words_of

pytestmark = pytest.mark.usefixtures("noon")

SignedIn = Callable[[User], Client]
Viewers = dict[str, Client]
_colours = count(1)

SEEN_BY = {
    "private": {"owner"},
    "members": {"owner", "member"},
    "public": {"owner", "member", "newcomer", "suspended", "visitor"},
}
EVERYBODY = SEEN_BY["public"]


@pytest.fixture
def viewers(learner: User, peer: User, signed_in: SignedIn, visitor: Client) -> Viewers:
    """Whoever may look at what is the learner's, by what they are to them."""
    people = {
        "owner": learner,
        "member": peer,
        "newcomer": User.objects.create_user("new@example.org"),
        "suspended": make_member("gone", suspended_at=NOON),
    }
    return {name: signed_in(person) for name, person in people.items()} | {"visitor": visitor}


def picture_of(owner: User) -> Picture:
    return pictures.keep(owner, upload(file_of(f"#{next(_colours):06x}")), now=NOON)


def address(project: Project) -> str:
    return f"/@{project.owner.handle}/p/{project.pk}-{project.slug}/"


def page_of(client: Client, place: str = "/@seoyeon/", status: int = 200) -> str:
    response = client.get(place)
    assert response.status_code == status, unquote(response.headers.get("Location", ""))
    return response.content.decode()


def who_reads(viewers: Viewers, place: str, words: str) -> set[str]:
    return {name for name, client in viewers.items() if words in client.get(place, follow=True).content.decode()}


def who_opens(viewers: Viewers, place: str) -> set[str]:
    return {name for name, client in viewers.items() if client.get(place).status_code == 200}


# ---- who sees what: each row is there before anybody looks


@pytest.mark.parametrize("visibility", SEEN_BY)
def test_a_project_is_seen_by_whom_its_owner_shows_it(visibility: str, learner: User, viewers: Viewers) -> None:
    cover, shown = picture_of(learner), picture_of(learner)
    project = made(learner, title="악보 읽기", visibility=visibility, cover=cover, story=f"![]({shown.address})")
    seen_by = SEEN_BY[visibility]

    assert who_opens(viewers, address(project)) == seen_by
    assert who_reads(viewers, "/@seoyeon/", "악보 읽기") == seen_by
    assert who_reads(viewers, "/@seoyeon/", cover.key) == seen_by
    assert who_opens(viewers, cover.address) == seen_by
    assert who_opens(viewers, shown.address) == seen_by


@pytest.mark.parametrize("visibility", SEEN_BY)
def test_an_entry_is_seen_by_whom_its_owner_shows_it(
    visibility: str, learner: User, viewers: Viewers, logged: Logged
) -> None:
    project, shown = made(learner, visibility="public"), picture_of(learner)
    entry = logged(f"비가 왔어요. ![]({shown.address})", visibility=visibility, project=project, minutes=77)
    seen_by = SEEN_BY[visibility]

    assert who_opens(viewers, f"/log/{entry.pk}/") == seen_by
    assert who_opens(viewers, shown.address) == seen_by
    for page in ("/@seoyeon/", address(project)):
        assert who_reads(viewers, page, "비가 왔어요.") == seen_by
        assert who_reads(viewers, page, shown.key) == seen_by
    assert who_reads(viewers, "/@seoyeon/", 'class="year"') == seen_by
    assert who_reads(viewers, "/@seoyeon/", "기록 1개") | who_reads(viewers, "/@seoyeon/", "1 entry") == seen_by


@pytest.mark.parametrize("visibility", SEEN_BY)
def test_an_entry_does_not_give_its_project_away(
    visibility: str, learner: User, viewers: Viewers, logged: Logged
) -> None:
    project = made(learner, title="숨은 악보", visibility=visibility)
    entry = logged("비가 왔어요.", visibility="public", project=project)

    assert who_reads(viewers, "/@seoyeon/", "비가 왔어요.") == EVERYBODY
    assert who_reads(viewers, "/@seoyeon/", "숨은 악보") == SEEN_BY[visibility]
    assert who_reads(viewers, f"/log/{entry.pk}/", "숨은 악보") == SEEN_BY[visibility]


@pytest.mark.parametrize("visibility", SEEN_BY)
def test_the_trail_is_seen_by_whom_its_owner_shows_it_and_a_private_one_stands_on_today(
    visibility: str, learner: User, viewers: Viewers, step: Step
) -> None:
    enrollment = Enrollment.objects.create(
        learner=learner,
        first_phase=step.phase,
        planned_from=TODAY,
        hours_a_week=6,
        trail_visibility=visibility,
    )
    Progress.objects.create(enrollment=enrollment, step=step, state="done", finished_on=TODAY)

    assert who_reads(viewers, "/@seoyeon/", "trail-strip") == (
        SEEN_BY[visibility] if visibility != "private" else set()
    )
    assert who_reads(viewers, "/@seoyeon/", "blaze done") == who_reads(viewers, "/@seoyeon/", "trail-strip")


def test_what_is_others_is_on_nobody_elses_page(learner: User, peer: User, viewers: Viewers, logged: Logged) -> None:
    made(peer, title="남의 것", visibility="public")
    logged("남의 기록", owner=peer, visibility="public")

    assert who_reads(viewers, "/@aiko/", "남의 것") == EVERYBODY
    assert who_reads(viewers, "/@aiko/", "남의 기록") == EVERYBODY
    assert not who_reads(viewers, "/@seoyeon/", "남의 것") | who_reads(viewers, "/@seoyeon/", "남의 기록")


def test_of_somebody_suspended_only_they_see_anything(learner: User, viewers: Viewers, logged: Logged) -> None:
    cover = picture_of(learner)
    project = made(learner, visibility="public", cover=cover)
    entry = logged(visibility="public", project=project)
    places = ["/@seoyeon/", address(project), f"/log/{entry.pk}/", cover.address]
    assert all(who_opens(viewers, place) == EVERYBODY for place in places)

    User.objects.filter(pk=learner.pk).update(suspended_at=NOON)

    assert [who_opens(viewers, place) for place in places] == [{"owner"}] * 4


def test_what_was_taken_away_is_gone_from_every_page(learner: User, viewers: Viewers, logged: Logged) -> None:
    cover = picture_of(learner)
    project = made(learner, title="악보 읽기", visibility="public", cover=cover)
    logged("비가 왔어요.", visibility="public", project=project)
    assert who_reads(viewers, "/@seoyeon/", "악보 읽기") == EVERYBODY

    keeping.remove(project, now=NOON)

    assert not who_reads(viewers, "/@seoyeon/", "악보 읽기")
    assert not who_opens(viewers, address(project))
    assert who_opens(viewers, cover.address) == {"owner"}


# ---- the page


def test_a_portfolio_says_who_somebody_is_and_what_they_made(learner: User, visitor: Client, logged: Logged) -> None:
    User.objects.filter(pk=learner.pk).update(about="비전 모델을 만들어요.", target_role="applied", topics=["vision"])
    project = made(learner, visibility="public")
    for n in range(6):
        logged(f"기록 {n}번", visibility="public", project=project, day=TODAY - timedelta(days=n))

    page = page_of(visitor)
    words = words_of(page)

    for said in ("박서연", "@seoyeon", "응용 연구를 향해", "비전 모델을 만들어요.", "컴퓨터 비전"):
        assert said in words
    assert "기록 6개 · 코드" in words
    assert "기록 0번" in words
    assert "기록 5번" not in words  # the latest five
    assert "지난 1년 동안 6일 기록했어요. 모두 9시간" in words.replace("\u00a0", " ")
    assert "고치기" not in words
    assert "누구에게나" not in words


def test_its_owner_sees_who_sees_what_and_where_to_change_it(
    learner: User, signed_in: SignedIn, logged: Logged
) -> None:
    made(learner, visibility="members", pinned=True)
    claimed(learner)
    logged(visibility="private")

    page = page_of(signed_in(learner))

    assert "멤버에게만 · 맨 위에 둠" in words_of(page)
    assert "나에게만" in words_of(page)
    for place in ("/milestones/new/", "/projects/new/", "/projects/removed/", "/settings/profile/"):
        assert f'href="{place}"' in page


def test_pinned_projects_stand_first_then_the_newest(learner: User, visitor: Client) -> None:
    for title, pinned in (("가", False), ("나", True), ("다", False), ("라", True)):
        made(learner, title=f"프로젝트 {title}", visibility="public", pinned=pinned)

    page = page_of(visitor)

    assert re.findall(r"<h3><a[^>]*>프로젝트 (.)", page) == ["라", "나", "다", "가"]


def test_many_projects_come_in_pages(learner: User, visitor: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr("portfolio.reads.profile.PROJECTS_A_PAGE", 2)
    for n in range(3):
        made(learner, title=f"프로젝트 {n}", visibility="public", pinned=n == 0)

    page = page_of(visitor)
    older = re.search(r'href="(/@seoyeon/\?after=[^"]+)"', page)
    assert older
    rest = page_of(visitor, older[1])

    assert re.findall(r"프로젝트 (\d)</a></h3>", page) == ["0", "2"]
    assert re.findall(r"프로젝트 (\d)</a></h3>", rest) == ["1"]


def test_an_empty_portfolio_offers_its_owner_one_thing_and_tells_others_the_truth(
    learner: User, viewers: Viewers
) -> None:
    assert "프로젝트가 여기에 놓여요" in page_of(viewers["owner"])
    assert "아직 보여 주는 것이 없어요" in page_of(viewers["visitor"])


def test_a_project_says_its_worth_its_story_and_its_log(learner: User, visitor: Client, logged: Logged) -> None:
    project = made(learner, visibility="public", stage="shown", story="## 왜\n\n넘어졌어요.")
    logged("라벨을 붙였어요.", visibility="public", project=project)
    logged("라벨을 더 붙였어요.", visibility="public", project=project, minutes=30)
    logged("몰래 붙였어요.", visibility="private", project=project)

    words = words_of(page_of(visitor, address(project))).replace("\u00a0", " ")

    for said in ("금과 구멍을 찾아요.", "넘어졌어요.", "라벨을 붙였어요.", "기록 2개 · 2시간", "github.com", "박서연"):
        assert said in words
    assert "몰래" not in words
    assert "보여 줌" not in words


def test_a_long_log_comes_in_pages(learner: User, visitor: Client, logged: Logged, monkeypatch: Any) -> None:
    monkeypatch.setattr("portfolio.reads.project.ENTRIES_A_PAGE", 2)
    project = made(learner, visibility="public", story="이야기예요.")
    for n in range(3):
        logged(f"기록 {n}번", visibility="public", project=project)

    page = page_of(visitor, address(project))
    older = re.search(r'href="([^"]+\?after=[^"]+)"', page)
    assert older
    rest = page_of(visitor, older[1])

    assert re.findall(r"기록 (\d)번", page) == ["2", "1"]
    assert re.findall(r"기록 (\d)번", rest) == ["0"]
    assert "기록 3개" in words_of(rest)


def test_a_visitor_is_never_told_about_an_empty_log(learner: User, visitor: Client) -> None:
    page = page_of(visitor, address(made(learner, visibility="public", story="", links=[])))

    assert "여기에" not in words_of(page)


def test_every_role_takes_its_particle() -> None:
    for role in ROLES:
        last = ord(str(role.name.ko)[-1]) - ord("가")
        assert role.key == "unknown" or last % 28 == 0, f"{role.name.ko}를 향해"


# ---- addresses


def test_each_project_has_one_address(learner: User, visitor: Client) -> None:
    project = made(learner, visibility="public")
    right = address(project)

    for wrong in (
        f"/@seoyeon/p/{project.pk}/",
        f"/@seoyeon/p/{project.pk}-악보/",
        f"/@Seoyeon/p/{project.pk}-{project.slug}/",
    ):
        response = visitor.get(wrong)
        assert (response.status_code, unquote(response.headers["Location"])) == (302, right)
        response = visitor.get(f"/en{wrong}")
        assert unquote(response.headers["Location"]) == f"/en{right}"


def test_a_project_without_a_letter_in_its_title_has_an_address_too(learner: User, visitor: Client) -> None:
    project = made(learner, title="!?", visibility="public")

    assert page_of(visitor, f"/@seoyeon/p/{project.pk}/")


def test_a_project_is_not_at_another_persons_address(learner: User, peer: User, visitor: Client) -> None:
    project = made(learner, visibility="public")

    assert visitor.get(f"/@aiko/p/{project.pk}-{project.slug}/").status_code == 404
    assert visitor.get(f"/@nobody/p/{project.pk}-{project.slug}/").status_code == 404


@pytest.mark.parametrize(("leads_here", "status"), [(True, 302), (False, 404)])
def test_a_former_handle_leads_on_only_where_its_owner_asked(
    leads_here: bool, status: int, learner: User, visitor: Client
) -> None:
    project = made(learner, visibility="public")
    FormerHandle.objects.create(handle="old-name", user=learner, left_at=NOON, leads_here=leads_here)

    for old, new in (("/@old-name/", "/@seoyeon/"), (f"/@old-name/p/{project.pk}/", address(project))):
        response = visitor.get(old)
        assert response.status_code == status
        assert unquote(response.headers.get("Location", new)) == new


def test_a_handle_leads_to_how_it_is_written_and_nobody_is_nowhere(learner: User, visitor: Client) -> None:
    assert visitor.get("/@SeoYeon/").headers["Location"] == "/@seoyeon/"
    assert visitor.get("/ko/@SeoYeon/").headers["Location"] == "/ko/@seoyeon/"
    assert visitor.get("/@nobody/").status_code == 404


def test_the_menu_leads_to_ones_own(learner: User, signed_in: SignedIn, visitor: Client) -> None:
    assert signed_in(learner).get("/portfolio/").headers["Location"] == "/@seoyeon/"
    assert visitor.get("/portfolio/").status_code == 302
    assert 'aria-current="page">포트폴리오' in page_of(signed_in(learner))


def test_both_languages_have_an_address_and_no_search_engine_is_asked_in(learner: User, visitor: Client) -> None:
    project = made(learner, visibility="public")

    for place in ("/@seoyeon/", address(project)):
        page = page_of(visitor, f"/en{place}")
        assert '<html lang="en">' in page
        assert '<meta name="robots" content="noindex">' in page
        assert 'href="/en/@seoyeon/' in page


def test_a_link_to_it_shows_its_name_and_its_cover_elsewhere(learner: User, viewers: Viewers) -> None:
    cover, hidden = picture_of(learner), picture_of(learner)
    project = made(learner, visibility="public", cover=cover)
    made(learner, visibility="private", cover=hidden, pinned=True)

    for name, place in (("visitor", "/@seoyeon/"), ("owner", "/@seoyeon/"), ("visitor", address(project))):
        page = page_of(viewers[name], place)
        image = re.search(r'<meta property="og:image" content="([^"]+)">', page)
        assert image
        assert image[1].endswith(cover.address)
        assert image[1].startswith("http")
        assert 'property="og:title"' in page


# ---- what it costs, and that it says what the rows say


@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize("who", ["owner", "member", "visitor"])
def test_the_pages_ask_as_much_of_3_rows_as_of_30(
    rows: int, who: str, learner: User, viewers: Viewers, logged: Logged, step: Step, django_assert_num_queries: Any
) -> None:
    enrollment = Enrollment.objects.create(
        learner=learner, first_phase=step.phase, planned_from=TODAY, hours_a_week=6, trail_visibility="public"
    )
    Progress.objects.create(enrollment=enrollment, step=step, state="doing", started_on=TODAY)
    for n in range(rows):
        project = made(learner, title=f"{n}", visibility="public", cover=picture_of(learner))
        logged(project=project, step=step, visibility="public", day=TODAY - timedelta(days=n))
    for day in range(rows):  # of the one whose page is asked for
        logged(project=project, step=step, visibility="public", day=TODAY - timedelta(days=day))
    client = viewers[who]
    page_of(client)
    signing_in = 0 if who == "visitor" else 1

    for place in ("/@seoyeon/", address(project)):
        with django_assert_num_queries(1 + signing_in):
            page_of(client, place)


@pytest.mark.parametrize("who", ["owner", "member", "visitor"])
def test_one_statement_says_what_the_rows_say(who: str, learner: User, peer: User, logged: Logged) -> None:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    viewer: Any = {"owner": learner, "member": peer, "visitor": AnonymousUser()}[who]
    for n, visibility in enumerate(["private", "members", "public"] * 8):
        project = made(learner, title=f"{n}", visibility=visibility, pinned=n % 5 == 0)
        for m, width in enumerate(["public", "private", "members"]):
            logged(f"{n} {m}", project=project, visibility=width, minutes=n + m, day=TODAY - timedelta(days=n * 17))
    logged("지움", visibility="public")
    Entry.objects.filter(text="지움").update(removed_at=NOON)

    shown = reads.portfolio("seoyeon", viewer, NOON)

    entries = Entry.objects.visible_to(viewer).filter(owner=learner).order_by("-day", "-pk")
    rest = reads.portfolio("seoyeon", viewer, NOON, after=shown.projects.older).projects.rows
    standing = Project.objects.visible_to(viewer).filter(owner=learner).order_by("-pinned", "-pk")
    year = [entry for entry in entries if entry.day >= (NOON - timedelta(weeks=54)).date()]
    assert [row["id"] for row in shown.projects.rows] == [project.pk for project in standing[:20]]
    assert {*rest[0]} == {*shown.projects.rows[0]}
    assert [row["entries_seen"] for row in shown.projects.rows] == [
        entries.filter(project=project).count() or None for project in standing[:20]
    ]
    assert [(row["id"], row["day"], row["html"]) for row in shown.latest] == [
        (entry.pk, entry.day, entry.html) for entry in entries[:5]
    ]
    assert shown.days == {
        day: sum(entry.minutes for entry in year if entry.day == day) for day in {entry.day for entry in year}
    }


@pytest.mark.parametrize("who", ["owner", "member", "visitor"])
def test_one_statement_says_what_the_rows_of_a_project_say(who: str, learner: User, peer: User, logged: Logged) -> None:
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    viewer: Any = {"owner": learner, "member": peer, "visitor": AnonymousUser()}[who]
    project = made(learner, visibility="public", cover=picture_of(learner), story="이야기")
    for n in range(70):
        width = ("public", "private", "members")[n % 3]
        logged(f"{n}", project=project, visibility=width, minutes=n + 1, day=TODAY - timedelta(days=n // 2))
    logged("다른 것", visibility="public")
    logged("지움", project=project, visibility="public")
    Entry.objects.filter(text="지움").update(removed_at=NOON)

    shown = project_read(project.pk, viewer, NOON)

    found = Project.objects.visible_to(viewer).select_related("owner", "cover").get(pk=project.pk)
    entries = list(Entry.objects.visible_to(viewer).filter(project=project).order_by("-day", "-pk"))
    pages = (
        shown.timeline.page.rows
        + project_read(project.pk, viewer, NOON, after=shown.timeline.page.older).timeline.page.rows
    )
    assert (shown.timeline.count, shown.timeline.minutes) == (len(entries), sum(entry.minutes for entry in entries))
    assert [tuple(row.values()) for row in pages] == [
        (entry.pk, entry.day, entry.minutes, entry.html, entry.visibility, entry.step_id) for entry in entries[:40]
    ]
    told = ("pk", "slug", "title", "value", "story", "story_html", "topics", "stage", "links", "visibility")
    assert [getattr(shown.project, name) for name in told] == [getattr(found, name) for name in told]
    assert (shown.project.owner, shown.project.cover.address) == (found.owner, found.cover.address)
    for one in Entry.objects.all():
        try:
            seen = entry_read(one.pk, viewer, NOON)
        except Entry.DoesNotExist:
            assert one not in entries[:70] and one.text != "다른 것"  # noqa: PT018
        else:
            assert (seen.entry, seen.entry.day, seen.entry.html, seen.project) == (one, one.day, one.html, one.project)
