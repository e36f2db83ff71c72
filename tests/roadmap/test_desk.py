"""The curators' desk: what waits, decided with one press, each for curators only."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import reports
from accounts.actions.blocks import block
from accounts.actions.reports import report
from accounts.actions.suspension import suspend
from accounts.models import Report, User
from kit import clock
from mentoring.models import Mentor
from notices.kinds import words_of
from notices.models import Notice
from peers.models import Introduction
from roadmap import glance as glances
from roadmap.actions import cases, curation
from roadmap.glance import KEYS, Listed, at_a_glance, rows
from roadmap.models import CurationEvent, LinkCase, LinkHost, LinkReport, Resource
from roadmap.opened import opened
from tests.conftest import make_member
from tests.reading import older
from tests.roadmap.links import make_resource

SignIn = Callable[[User], Client]
# What the desk shows of a resource.
RESOURCE = (
    *("key", "title", "titled_in", "by", "address", "kind"),
    *("failing_since", "answered_at", "found_address", "checks"),
)
NEW = "https://apps.example.org/anki"


@pytest.fixture
def anki(small_roadmap: Path) -> Resource:
    Resource.objects.filter(key="anki").update(
        checks=[
            {"at": "2026-03-21T03:00:00+00:00", "said": "200", "outcome": "alive"},
            {"at": "2026-03-22T03:00:00+00:00", "said": "301 200", "outcome": "moved"},
            {"at": "2026-03-23T03:00:00+00:00", "said": "tls", "outcome": "failed"},
        ]
    )
    return Resource.objects.get(key="anki")


@pytest.fixture
def case(anki: Resource, learner: User) -> LinkCase:
    return cases.say_broken(learner, anki, now=clock.now())


@pytest.fixture
def desk(signed_in: SignIn, curator: User) -> Client:
    return signed_in(curator)


def decide(desk: Client, case: LinkCase, do: str, **typed: str) -> Any:
    return desk.post(f"/curate/links/{case.pk}/decide/", {"do": do, **typed}, follow=True)


def test_an_empty_desk_says_so(desk: Client, db: None) -> None:
    page = desk.get("/curate/")

    assertContains(page, "기다리는 일이 없어요")
    assertContains(page, "기다리는 링크가 없어요")
    assertNotContains(page, 'class="keys"')
    assertNotContains(page, 'class="deciding"')


def test_the_desk_stands_in_the_menu_of_curators_only(signed_in: SignIn, curator: User, learner: User) -> None:
    assertContains(signed_in(curator).get("/log/"), 'href="/curate/"')
    assertNotContains(signed_in(learner).get("/log/"), 'href="/curate/"')
    assertNotContains(Client().get("/roadmap/"), 'href="/curate/"')


def test_to_everybody_else_there_is_no_desk(signed_in: SignIn, learner: User, visitor: Client, case: LinkCase) -> None:
    places = ["/curate/", f"/curate/links/{case.pk}/", "/curate/suspended/"]
    for client in (visitor, signed_in(learner)):
        assert {client.get(place).status_code for place in places} == {404}
        assert client.post(f"/curate/links/{case.pk}/decide/", {"do": "retire"}).status_code == 404

    case.refresh_from_db()
    assert case.state == "open"


def test_a_case_shows_what_is_known_of_it(desk: Client, case: LinkCase) -> None:
    page = desk.get("/curate/")

    for words in (
        "Anki",
        "멤버들이 열리지 않는다고 해요",
        "1명이 알려 왔어요",
        "301, 그다음 200",
        "인증서가 맞지 않음",
        "https://apps.ankiweb.net/",
    ):
        assertContains(page, words)
    assertNotContains(page, "박서연")  # who told us is nobody's business


def test_cases_stand_by_how_many_people_they_touch(desk: Client, case: LinkCase, peer: User) -> None:
    other = cases.say_broken(peer, Resource.objects.get(key="old-blog"), now=clock.now())
    LinkCase.objects.filter(pk=other.pk).update(people=1_234)

    page = desk.get("/curate/").content.decode()

    assert page.index("1,234") < page.index("옛 글") < page.index(">Anki<")


@pytest.mark.parametrize(
    ("do", "typed", "said"),
    [
        ("replace", {"address": NEW}, "바꿨어요. 표시도 따라갔어요."),
        ("replace", {"other": "attention-video"}, "바꿨어요. 표시도 따라갔어요."),
        ("retire", {"why": "닫혔어요."}, "로드맵에서 내렸어요."),
        ("keep", {"why": "열려요."}, "그대로 뒀어요. 30일 뒤에 다시 봐요."),
    ],
)
def test_each_decision_is_one_press_and_can_be_taken_back(
    desk: Client, case: LinkCase, do: str, typed: dict[str, str], said: str
) -> None:
    page = decide(desk, case, do, **typed)

    assertContains(page, said)
    event = CurationEvent.objects.get()
    assertContains(page, f'action="/curate/events/{event.pk}/back/"', 2)  # in the toast and in the list
    page = desk.post(f"/curate/events/{event.pk}/back/", follow=True)
    assertContains(page, "되돌렸어요.")
    case.refresh_from_db()
    assert case.state == "open"


def test_the_new_address_is_offered_only_where_it_moved(desk: Client, case: LinkCase) -> None:
    assertNotContains(desk.get("/curate/"), 'value="accept"')

    Resource.objects.filter(pk=case.resource_id).update(found_address=NEW)
    LinkCase.objects.update(verdict="moved")

    assertContains(desk.get("/curate/"), 'value="accept"')
    assertContains(decide(desk, case, "accept"), "이제 새 주소로 이어져요.")


@pytest.mark.parametrize(
    ("do", "typed", "said"),
    [
        ("keep", {"address": "https://typed.example/"}, "왜 그대로 두는지 적어 주세요."),
        ("replace", {"why": "typed already"}, "주소를 적거나 자료를 골라 주세요."),
        ("replace", {"address": "x", "why": "typed already"}, "https:// 또는 http://로 시작하는 주소를 적어 주세요."),
        ("replace", {"other": "old-blog", "why": "typed already"}, "목록에서 골라 주세요"),
        ("accept", {"why": "typed already"}, "어디로 옮겨 갔는지 저희는 몰라요."),
        ("retire", {"why": "typed already" * 30}, "300자 안으로 줄여 주세요."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    desk: Client, case: LinkCase, do: str, typed: dict[str, str], said: str
) -> None:
    page = decide(desk, case, do, **typed)

    assert page.status_code == 422
    assertContains(page, said, status_code=422)
    assertContains(page, "typed", status_code=422)
    assert not CurationEvent.objects.exists()


def test_who_comes_second_is_told_who_was_first(desk: Client, case: LinkCase) -> None:
    curation.retire(case, by=make_member("hana", name="김하나", is_staff=True), now=clock.now())

    page = decide(desk, case, "replace", address=NEW)

    assertContains(page, "김하나님이 먼저 정했어요: 내림")
    assertContains(desk.get(f"/curate/links/{case.pk}/"), "김하나")


def test_who_presses_twice_was_not_late(desk: Client, case: LinkCase, told: Report) -> None:
    decide(desk, case, "retire")
    assertNotContains(decide(desk, case, "retire"), "toast error")
    address = f"/curate/reports/{told.pk}/decide/"
    desk.post(address, {"do": "keep"})
    assertNotContains(desk.post(address, {"do": "keep"}, follow=True), "toast error")


def test_a_dead_host_is_decided_as_one_or_one_by_one(desk: Client, anki: Resource) -> None:
    host = LinkHost.objects.create(name="gone.example")
    for key in ("one", "two"):
        make_resource(key, f"https://gone.example/{key}", host=host, verdict="dead", failing_since=clock.now())
    case = cases.open_host_case(host, clock.now())

    page = desk.get("/curate/")
    for words in ("gone.example", "자료 one", "자료 two", "한데 묶었어요"):
        assertContains(page, words)
    decide(desk, case, "replace", address=NEW, which="one")
    page = decide(desk, case, "retire")

    assertContains(page, "로드맵에서 내렸어요.")
    assert Resource.objects.get(key="one").address == NEW
    assert Resource.objects.get(key="two").retired_at is not None


@pytest.fixture
def told(db: None, learner: User, peer: User) -> Report:
    found = reports.get("person").find(learner.pk, peer)
    return report(peer, kind="person", subject=learner.pk, found=found, why="spam", words="광고예요.", now=clock.now())


def test_a_report_is_read_and_let_stand(desk: Client, told: Report, learner: User) -> None:
    assertContains(desk.get("/curate/"), f'href="/curate/reports/{told.pk}/"')
    assertContains(desk.get(f"/curate/reports/{told.pk}/"), "광고예요.")

    page = desk.post(f"/curate/reports/{told.pk}/decide/", {"do": "keep"}, follow=True)

    assertContains(page, "그대로 뒀어요.")
    told.refresh_from_db()
    assert (told.state, told.decided_by.handle) == ("kept", "jiwoo")


def test_reports_stand_before_links_and_are_never_called_nothing(desk: Client, told: Report, case: LinkCase) -> None:
    page = desk.get("/curate/").content.decode()
    assert page.index("신고, 오래") < page.index("링크, 쓰는")

    LinkCase.objects.all().delete()

    page = desk.get("/curate/")
    assertContains(page, "정할 일을 골라 주세요")
    assertNotContains(page, "기다리는 일이 없어요")


def test_what_was_kept_can_be_decided_again(desk: Client, told: Report, peer: User) -> None:
    desk.post(f"/curate/reports/{told.pk}/decide/", {"do": "keep", "why": "광고가 아니에요."})
    assertContains(desk.get("/curate/decided/"), f'href="/curate/reports/{told.pk}/"')
    assertContains(desk.get(f"/curate/reports/{told.pk}/"), "광고가 아니에요.")

    page = desk.post(f"/curate/reports/{told.pk}/reopen/", follow=True)

    assertContains(page, 'value="suspend"')
    assertContains(desk.post(f"/curate/reports/{told.pk}/reopen/", follow=True), "toast error")
    desk.post(f"/curate/reports/{told.pk}/decide/", {"do": "keep"})
    found = reports.get("person").find(told.person_id, peer)
    report(peer, kind="person", subject=told.subject, found=found, why="spam", words="", now=clock.now())
    page = desk.post(f"/curate/reports/{told.pk}/reopen/", follow=True)
    assertContains(page, "새 신고에서 정해 주세요.")


def test_who_keeps_a_curator_away_is_judged_all_the_same(
    desk: Client, told: Report, learner: User, curator: User
) -> None:
    block(learner, curator)

    page = desk.get(f"/curate/reports/{told.pk}/")

    assertContains(page, 'href="/@seoyeon/"')
    assertContains(page, "로그인하지 않은 창에서만 열려요.")


def test_a_reported_letter_is_read_by_who_decides(desk: Client, learner: User, peer: User) -> None:
    letter = Introduction.objects.create(sender=learner, recipient=peer, text="비트코인\n사세요")
    told = Report.objects.create(kind="introduction", subject=letter.pk, person=learner, by=peer, why="spam")

    page = desk.get(f"/curate/reports/{told.pk}/")

    assertContains(page, "비트코인")
    assertNotContains(page, "이제 없거나")
    assertContains(page, "Aiko Mori님에게 보낸 인사", count=2)
    assertContains(page, '<a href="/@seoyeon/">박서연</a>')
    assertContains(page, "<dd>없음</dd>")


def test_a_report_says_how_often_the_same_person_was_reported_before(desk: Client, told: Report, peer: User) -> None:
    again = Report.objects.create(kind="person", subject=9, person=told.person, by=peer, why="spam")

    assertContains(desk.get(f"/curate/reports/{again.pk}/"), "<dd>1번</dd>")
    assertContains(desk.get(f"/curate/reports/{again.pk}/"), "data-asks", count=1)


def test_who_is_suspended_needs_a_reason_and_can_be_let_back(desk: Client, told: Report, learner: User) -> None:
    address = f"/curate/reports/{told.pk}/decide/"
    assertNotContains(desk.get(f"/curate/reports/{told.pk}/"), "(없어도 돼요)")
    assertContains(desk.post(address, {"do": "suspend"}), "이유를 적어", status_code=422)

    desk.post(address, {"do": "suspend", "why": "광고를 올렸어요."})
    assertContains(desk.get("/curate/suspended/"), "광고를 올렸어요.")
    page = desk.post(f"/curate/suspended/{learner.pk}/lift/", follow=True)

    assertContains(page, "박서연님이 돌아왔어요.")
    assertContains(desk.get("/curate/decided/"), "정지했다가 풂")
    assertContains(page, "정지된 사람이 없어요")


@pytest.mark.parametrize("do", ["keep", "suspend"])
def test_whoever_reported_hears_that_somebody_looked_and_nothing_else(
    desk: Client, told: Report, learner: User, peer: User, do: str
) -> None:
    desk.post(f"/curate/reports/{told.pk}/decide/", {"do": do, "why": "광고를 올렸어요."})

    (notice,) = Notice.objects.filter(kind="report_read")
    assert (notice.recipient, notice.subjects) == (peer, {"report": told.pk})
    said = str(words_of([notice])[notice.pk])
    assert "알려 줘서 고마워요" in said
    assert not [word for word in (learner.name, "광고", "정지") if word in said]
    assert words_of([Notice(pk=1, kind="report_read", recipient=learner, subjects=notice.subjects)]) == {}


def test_every_decision_stays_readable_with_its_reason_and_its_way_back(desk: Client, case: LinkCase) -> None:
    assertContains(desk.get("/curate/decided/"), "아직 정한 일이 없어요")
    decide(desk, case, "retire", why="닫혔어요.")
    event = CurationEvent.objects.get()

    page = desk.get("/curate/decided/")

    for words in ("Anki", "내림", "닫혔어요.", "한지우", f"/curate/events/{event.pk}/back/"):
        assertContains(page, words)
    desk.post(f"/curate/events/{event.pk}/back/")
    page = desk.get("/curate/decided/")
    assertContains(page, "되돌렸어요 · 한지우")
    assertNotContains(page, f"/curate/events/{event.pk}/back/")


def test_who_was_decided_about_as_a_mentor_is_listed(desk: Client, learner: User, curator: User) -> None:
    now = clock.now()
    Mentor.objects.create(
        user=learner,
        state="declined",
        note="글이 더 있으면 좋겠어요.",
        languages=["ko"],
        topics=["vision"],
        about="…",
        applied_at=now,
        decided_at=now,
        decided_by=curator,
    )

    assertContains(desk.get("/curate/decided/"), "글이 더 있으면 좋겠어요.")


def test_who_was_suspended_long_ago_stands_on_an_older_page(desk: Client) -> None:
    long_ago = clock.now() - timedelta(days=90)
    people = User.objects.bulk_create(User(email=f"s{n}@example.org", name=f"Gone-{n}.") for n in range(41))
    for place, one in enumerate(people):
        User.objects.filter(pk=one.pk).update(suspended_at=long_ago + timedelta(days=place), suspended_because="…")

    first = desk.get("/curate/suspended/")

    assert (first.content.decode().count("Gone-"), "Gone-0." in first.content.decode()) == (40, False)
    assertContains(desk.get("/curate/suspended/" + older(first)), f"/curate/suspended/{people[0].pk}/lift/")


def test_what_was_decided_long_ago_stands_on_an_older_page(desk: Client, curator: User, peer: User) -> None:
    long_ago = clock.now() - timedelta(days=90)
    for place in range(21):
        at, person = long_ago + timedelta(days=place), make_member(f"somebody-{place:02}", name=f"Somebody-{place}.")
        then = {"decided_by": curator, "decided_at": at}
        Report.objects.create(kind="person", subject=person.pk, person=person, why="spam", state="kept", **then)
        said = {"note": f"Note-{place}.", "about": "…", "languages": ["ko"], "topics": ["vision"], "applied_at": at}
        Mentor.objects.create(user=person, state="declined", **said, **then)

    first = desk.get("/curate/decided/")
    reports, mentors = (
        desk.get("/curate/decided/" + older(first, among)) for among in ("reports-after", "mentors-after")
    )

    told = Report.objects.earliest("pk")
    assertNotContains(first, f"/curate/reports/{told.pk}/")
    assertNotContains(first, "Note-0.")
    assertContains(reports, f"/curate/reports/{told.pk}/")
    assertContains(mentors, "Note-0.")


def test_a_link_off_the_roadmap_waits_for_nobody(desk: Client, case: LinkCase, curator: User) -> None:
    curation.edit({"resource anki": {"retired": True}}, by=curator, now=clock.now())

    assertContains(desk.get("/curate/"), "기다리는 링크가 없어요")


def test_a_report_decided_meanwhile_says_so(desk: Client, told: Report) -> None:
    Report.objects.update(state="kept", decided_at=clock.now())

    page = desk.post(f"/curate/reports/{told.pk}/decide/", {"do": "keep"}, follow=True)

    assertRedirects(page, f"/curate/reports/{told.pk}/")
    assertContains(page, "toast error")


def test_nobody_judges_what_was_said_of_themselves(desk: Client, curator: User, peer: User) -> None:
    found = reports.get("person").find(curator.pk, peer)
    mine = report(peer, kind="person", subject=curator.pk, found=found, why="spam", words="", now=clock.now())

    assertNotContains(desk.get("/curate/"), f"/curate/reports/{mine.pk}/")
    assert desk.get(f"/curate/reports/{mine.pk}/").status_code == 404
    assert desk.post(f"/curate/reports/{mine.pk}/decide/", {"do": "keep"}).status_code == 404


def test_a_curator_cannot_let_back_whom_they_could_not_suspend(desk: Client, curator: User) -> None:
    boss = make_member("minho", is_staff=True)
    suspend(boss, by=make_member("root", is_superuser=True), because="…", now=clock.now())

    assertNotContains(desk.get("/curate/suspended/"), f"/curate/suspended/{boss.pk}/lift/")
    assertContains(desk.post(f"/curate/suspended/{boss.pk}/lift/", follow=True), "toast error")


def test_a_member_says_that_a_link_is_broken_and_comes_back_to_the_step(
    signed_in: SignIn, learner: User, anki: Resource
) -> None:
    client, step = signed_in(learner), "/roadmap/start/learn-words/"
    assertContains(client.get(step), f"/resources/anki/broken/?back={step}")
    assertContains(client.get("/resources/"), "/resources/anki/broken/")

    assertContains(client.get(f"/resources/anki/broken/?back={step}"), f'name="back" value="{step}"')
    page = client.post("/resources/anki/broken/", {"back": step}, follow=True)

    assertRedirects(page, step)
    assertContains(page, "고치면 알려 드릴게요.")
    assert LinkReport.objects.get().by == learner


def test_a_visitor_is_not_asked_and_nobody_is_led_away(
    visitor: Client, signed_in: SignIn, learner: User, anki: Resource
) -> None:
    assertNotContains(visitor.get("/resources/"), "/broken/")
    assert visitor.get("/resources/anki/broken/").url.startswith("/accounts/login/")

    page = signed_in(learner).post("/resources/anki/broken/", {"back": "https://evil.example/"})

    assert page.url == "/resources/"


def test_too_many_a_day_are_said_kindly(signed_in: SignIn, learner: User, anki: Resource) -> None:
    for place in range(cases.MOST_A_DAY):
        cases.say_broken(learner, make_resource(f"r{place}", f"https://example.org/{place}"), now=clock.now())

    page = signed_in(learner).post("/resources/anki/broken/", follow=True)

    assertContains(page, "오늘 알려 준 링크가 10개예요.")


def test_the_statements_say_what_the_plain_orm_says(
    case: LinkCase, told: Report, learner: User, curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.now()
    cases.say_broken(make_member("hana"), case.resource, now=now)
    kept = cases.say_broken(learner, make_resource("kept", "https://example.org/kept"), now=now)
    curation.keep(kept, by=curator, why="…", now=now)
    retired = make_resource("retired", "https://example.org/retired")
    cases.say_broken(learner, retired, now=now)
    Resource.objects.filter(pk=retired.pk).update(retired_at=now)
    of_site = cases.open_host_case(LinkHost.objects.create(name="gone.example"), now)
    Report.objects.create(kind="person", subject=curator.pk, person=curator, why="spam")
    Report.objects.create(kind="person", subject=told.person_id, person=told.person, why="other")

    glance = at_a_glance(curator, now)
    assert glance.waiting.rows == [Listed(**row) for row in rows().order_by(*KEYS)]
    assert {one.id for one in glance.waiting.rows} == {case.pk, of_site.pk}
    waiting = {queue.name: [row.pk for row in listed] for queue, listed in glance.queues}
    assert waiting["reports"] == [one.pk for one in Report.objects.open().exclude(person=curator)]
    for one in LinkCase.objects.with_told():
        seen = opened(one.pk)
        for name in ("pk", "verdict", "people", "state", "decision", "told", "resource", "host", "decided_by"):
            assert getattr(seen, name) == getattr(one, name)
        for name in RESOURCE if one.resource else ():
            assert getattr(seen.resource, name) == getattr(one.resource, name)

    monkeypatch.setattr(glances, "A_PAGE", 1)
    first = at_a_glance(curator, now).waiting
    assert [*first.rows, *at_a_glance(curator, now, after=first.older).waiting.rows] == glance.waiting.rows


@pytest.mark.parametrize("rows", [3, 30])
def test_the_desk_asks_as_little_of_thirty_as_of_three(
    desk: Client, anki: Resource, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for place in range(rows):
        person = make_member(f"somebody-{place}")
        cases.say_broken(person, make_resource(f"r{place}", f"https://example.org/{place}"), now=clock.now())
        Report.objects.create(kind="person", subject=person.pk, person=person, why="spam", created_at=clock.now())
        case = LinkCase.objects.open().order_by("-pk")[0]
        event = curation.keep(case, by=User.objects.get(handle="jiwoo"), why="…", now=clock.now())
        curation.undo(event, by=event.actor, now=clock.now() + timedelta(seconds=1))
        suspend(make_member(f"gone-{place}"), by=event.actor, because="…", now=clock.now())

    desk.get("/curate/")
    opened, told = LinkCase.objects.open().order_by("-people", "-pk")[0].pk, Report.objects.all()[0].pk
    for place, most in (
        ("/curate/", 3),
        (f"/curate/links/{opened}/", 3),
        (f"/curate/reports/{told}/", 6),
        ("/curate/decided/", 4),
        ("/curate/suspended/", 2),
    ):
        with django_assert_max_num_queries(most):
            desk.get(place)
