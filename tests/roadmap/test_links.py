"""Links are asked politely, judged by their answers, and brought before a curator when they are broken."""

import json
from collections.abc import Iterator
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from accounts.models import User
from kit import clock
from roadmap.actions import cases, links
from roadmap.actions.enrollment import enroll
from roadmap.actions.progress import finish
from roadmap.affected import people_on
from roadmap.models import LinkCase, LinkHost, LinkReport, Mark, Resource
from roadmap.tasks import check_links
from tests.conftest import make_member
from tests.link_server import Answer, LinkServer, serving
from tests.roadmap.links import Move, check, lead_to, make_resource

DAY = timedelta(hours=22, minutes=1)


@pytest.fixture
def server(db: None, settings, at: Move) -> Iterator[LinkServer]:
    at(clock.now())
    with serving() as server, serving() as other:
        settings.FETCH_ALSO = frozenset({server.name, other.name, "127.0.0.1:1"})
        server.other = other
        yield server


def seen(key: str = "one") -> Resource:
    return Resource.objects.get(key=key)


def the_case() -> LinkCase:
    return LinkCase.objects.open().get()


def test_a_link_that_opens_is_alive_and_asked_again_within_a_day(server: LinkServer, at: Move) -> None:
    lead_to(server, "one")

    check(at)

    assert server.asked == [("GET", "/robots.txt"), ("HEAD", "/one")]
    one = seen()
    assert (one.verdict, one.failing_since, one.found_address) == ("alive", None, "")
    assert clock.now() < one.next_check_at < clock.now() + timedelta(days=1)
    assert not LinkCase.objects.exists()


def test_robots_are_read_once_a_day(server: LinkServer, at: Move) -> None:
    lead_to(server, "one")
    check(at)
    Resource.objects.update(next_check_at=clock.now())
    check(at)
    assert server.asked.count(("GET", "/robots.txt")) == 1

    check(at, timedelta(days=1))

    assert server.asked.count(("GET", "/robots.txt")) == 2


def test_where_robots_may_not_go_nobody_asks(server: LinkServer, at: Move) -> None:
    server.says("/robots.txt", 200)
    server.paths["/robots.txt"].body = b"User-agent: *\nDisallow: /one\n"
    lead_to(server, "one")
    lead_to(server, "two")

    check(at)

    assert seen("one").verdict == "blocked"
    assert seen("two").verdict == "alive"
    assert "/one" not in [path for _method, path in server.asked]


def test_where_no_rules_can_be_read_nobody_asks_and_nothing_fails(server: LinkServer, at: Move) -> None:
    server.says("/robots.txt", 503)
    lead_to(server, "one")

    check(at)
    check(at, DAY)

    assert (seen().verdict, seen().failing_since, seen().checks[-1]["said"]) == ("blocked", None, "unread")
    assert ("HEAD", "/one") not in server.asked
    assert not LinkCase.objects.exists()


def test_rules_that_cannot_be_read_neither_mend_a_dead_link_nor_count_against_it(server: LinkServer, at: Move) -> None:
    server.says("/one", 404)
    lead_to(server, "one")
    check(at)
    server.says("/robots.txt", 500)
    check(at, DAY + timedelta(hours=2))
    assert (seen().verdict, seen().failing_since is not None) == ("", True)

    server.says("/robots.txt", 404)
    check(at, DAY)
    server.says("/robots.txt", 500)
    check(at, DAY + timedelta(hours=2))

    assert (seen().verdict, the_case().verdict) == ("dead", "dead")


@pytest.mark.parametrize("status", [405, 403, 404, 500])
def test_who_answers_head_with_an_error_is_asked_by_get(server: LinkServer, at: Move, status: int) -> None:
    server.paths["/one"] = lambda method: Answer(status if method == "HEAD" else 200)
    lead_to(server, "one")

    check(at)

    assert server.asked[1:] == [("HEAD", "/one"), ("GET", "/one")]
    assert seen().verdict == "alive"


def test_a_permanent_redirect_is_written_down_and_brought_before_a_curator(server: LinkServer, at: Move) -> None:
    server.moves("/one", "/two", 301)
    server.moves("/two", "/three", 302)
    lead_to(server, "one")

    check(at)

    assert (seen().verdict, seen().found_address) == ("moved", server.url("/two"))
    assert seen().checks[-1]["said"] == "301 302 200"
    assert the_case().verdict == "moved"


def test_a_temporary_redirect_is_none_of_our_business(server: LinkServer, at: Move) -> None:
    server.moves("/one", "/two", 302)
    lead_to(server, "one")

    check(at)

    assert (seen().verdict, seen().found_address) == ("alive", "")


def test_once_gone_it_is_only_failing_and_after_twenty_hours_dead(server: LinkServer, at: Move) -> None:
    server.says("/one", 404)
    lead_to(server, "one")

    check(at)
    assert (seen().verdict, seen().failing_since is not None) == ("", True)
    Resource.objects.update(next_check_at=clock.now())
    check(at, timedelta(hours=19))
    assert not LinkCase.objects.exists()

    check(at, timedelta(hours=1))

    assert seen().verdict == "dead"
    assert (the_case().verdict, the_case().resource) == ("dead", seen())


def test_one_case_a_resource_however_often_it_dies(server: LinkServer, at: Move) -> None:
    server.says("/one", 404)
    lead_to(server, "one")

    for _ in range(4):
        check(at, DAY)

    assert LinkCase.objects.count() == 1
    assert len(seen().checks) == 4


def test_what_opens_again_needs_no_curator(server: LinkServer, at: Move) -> None:
    server.says("/one", 404)
    lead_to(server, "one")
    check(at)
    check(at, DAY)

    server.says("/one", 200)
    check(at, DAY)

    assert LinkCase.objects.get().state == "mended"
    assert (seen().verdict, seen().failing_since) == ("alive", None)


def test_silence_counts_only_while_somebody_else_answers(server: LinkServer, at: Move) -> None:
    lead_to(server, "one")
    lead_to(server.other, "two")
    check(at)
    server.server.shutdown()
    server.server.server_close()
    Resource.objects.filter(key="two").update(next_check_at=clock.now() + timedelta(days=9))

    check(at, DAY)
    assert server.other.asked[-1] == ("HEAD", "/")
    assert seen().failing_since is not None
    check(at, DAY)

    assert the_case().resource == seen()
    assert seen().checks[-1]["said"] == "connect"


def test_without_a_network_nobody_is_dead(server: LinkServer, at: Move) -> None:
    lead_to(server, "one")
    lead_to(server.other, "two")
    check(at)
    for one in (server, server.other):
        one.server.shutdown()
        one.server.server_close()

    check(at, DAY)
    check(at, DAY)

    assert {one.verdict for one in Resource.objects.all()} == {"offline"}
    assert not LinkCase.objects.exists()


def dead_host(server: LinkServer, at: Move) -> LinkCase:
    for key in ("one", "two", "three"):
        lead_to(server, key)
    lead_to(server.other, "elsewhere")
    check(at)
    server.server.shutdown()
    server.server.server_close()
    check(at, DAY)
    check(at, DAY)
    return the_case()


def test_a_dead_host_is_one_case_with_its_resources_under_it(server: LinkServer, at: Move) -> None:
    case = dead_host(server, at)

    assert (case.host.name, case.resource) == (server.name, None)
    assert [one.key for one in Resource.objects.dead_at(case.host)] == ["one", "two", "three"]


@pytest.mark.parametrize("headers", [{}, {"cf_mitigated": "challenge"}])
def test_503_counts_unless_a_guard_says_it(server: LinkServer, at: Move, headers: dict[str, str]) -> None:
    server.says("/one", 503, **headers)
    lead_to(server, "one")

    check(at)

    assert seen().verdict == ("blocked" if headers else "")


@pytest.mark.parametrize("status", [401, 403, 429, 999])
def test_what_only_people_may_open_is_said_to_be_so(server: LinkServer, at: Move, status: int) -> None:
    server.says("/one", status)
    lead_to(server, "one")

    check(at)

    assert seen().verdict == "blocked"


def test_a_redirect_into_our_own_house_is_a_failure(server: LinkServer, at: Move) -> None:
    server.moves("/one", "http://169.254.169.254/latest/meta-data/")
    lead_to(server, "one")

    check(at)
    check(at, DAY)

    assert seen().checks[-1]["said"] == "refused"
    assert the_case().resource == seen()


def test_a_host_is_asked_once_in_ten_seconds_by_its_own_redirects_too(server: LinkServer, at: Move) -> None:
    server.moves("/one", "/two")
    for key in ("one", "two", "three"):
        lead_to(server, key)
    now = clock.now()

    for second in range(40):
        at(now + timedelta(seconds=second))
        check_links(rounds=0)
        assert len(server.asked) <= second // 10 + 1

    assert len(server.asked) == 4


def test_what_is_retired_is_left_alone(server: LinkServer, at: Move) -> None:
    lead_to(server, "one", retired_at=clock.now())

    check(at)

    assert server.asked == []


def test_no_address_at_all_is_dead_after_a_day(server: LinkServer, at: Move) -> None:
    make_resource("one", "http://me:secret@example.org/")

    check(at)
    check(at, DAY)

    assert seen().checks[-1]["said"] == "refused"


def test_an_address_that_changes_while_it_is_asked_stays_unchecked(server: LinkServer) -> None:
    one = lead_to(server, "one")
    (request,) = links.take(clock.now())

    Resource.objects.filter(pk=one.pk).update(address=server.url("/other"))
    links.record(request, links.Heard(404), network=True, now=clock.now())

    assert (seen().verdict, seen().asking) == ("", {})


def test_a_request_whose_worker_died_is_made_again(server: LinkServer, at: Move) -> None:
    lead_to(server, "one")
    assert len(links.take(clock.now())) == 1

    assert links.take(at(clock.now() + timedelta(minutes=4))) == []
    assert len(links.take(at(clock.now() + timedelta(minutes=2)))) == 1


def test_a_member_says_that_a_link_is_broken(server: LinkServer, at: Move, learner: User, peer: User) -> None:
    one = lead_to(server, "one")
    Resource.objects.update(next_check_at=clock.now() + timedelta(hours=20))

    for by in (learner, learner, peer):
        cases.say_broken(by, one, now=clock.now())

    assert the_case().verdict == "told"
    assert LinkReport.objects.count() == 2
    assert seen().next_check_at <= clock.now()
    check(at)
    assert the_case().state == "open"  # it opens for us, but they say otherwise


def test_ten_a_day_are_enough(server: LinkServer, at: Move, learner: User) -> None:
    some = [lead_to(server, f"r{place}") for place in range(cases.MOST_A_DAY + 1)]
    for one in some[:-1]:
        cases.say_broken(learner, one, now=clock.now())

    with pytest.raises(cases.TooManyBroken):
        cases.say_broken(learner, some[-1], now=clock.now())

    cases.say_broken(learner, some[-1], now=clock.now() + timedelta(days=1, minutes=1))


def test_saying_so_of_a_dead_host_joins_its_case(server: LinkServer, at: Move, learner: User) -> None:
    case = dead_host(server, at)

    assert cases.say_broken(learner, seen("two"), now=clock.now()) == case


def test_what_members_said_goes_with_the_case_of_the_host(server: LinkServer, at: Move, learner: User) -> None:
    for key in ("one", "two"):
        cases.say_broken(learner, lead_to(server, key), now=clock.now())
    lead_to(server.other, "elsewhere")
    check(at)
    server.server.shutdown()
    server.server.server_close()

    check(at, DAY)
    check(at, DAY)

    assert the_case().host is not None
    assert [report.by for report in the_case().reports.all()] == [learner]
    assert set(LinkCase.objects.exclude(state="open").values_list("state", flat=True)) == {"folded"}


def test_a_case_counts_the_people_it_touches(server: LinkServer, at: Move, learner: User, short_trail: Any) -> None:
    one = lead_to(server, "one")
    short_trail[1].step_resources.create(resource=one, place=1)
    people = [make_member(f"walker-{place}") for place in range(3)]
    for person in people:
        enroll(learner=person, phase="first", hours_a_week=5, today=person.day())
    enroll(learner=make_member("ahead"), phase="second", hours_a_week=5, today=learner.day())
    finish(people[0], short_trail[1], today=people[0].day())
    Mark.objects.create(learner=people[1], resource=one, saved=True)
    Mark.objects.create(learner=learner, resource=one, helped=True)

    assert people_on([one.pk]) == 3


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO roadmap_linkcase (created_at, verdict, people, state, decision) VALUES (now(), 'dead', 0, 'open', '')",
        "UPDATE roadmap_linkcase SET state = 'decided'",
        "UPDATE roadmap_linkcase SET decision = 'kept'",
        "UPDATE roadmap_linkcase SET resource_id = NULL",
        (
            "INSERT INTO roadmap_linkcase (created_at, verdict, people, state, decision, resource_id)"
            " SELECT created_at, verdict, 0, 'open', '', resource_id FROM roadmap_linkcase"
        ),
    ],
)
def test_the_database_itself_minds_the_cases(server: LinkServer, learner: User, statement: str) -> None:
    cases.say_broken(learner, lead_to(server, "one"), now=clock.now())

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def plan(queryset: Any) -> str:
    return json.dumps(json.loads(queryset.explain(format="json")))


def test_the_question_what_to_check_goes_by_its_index_at_fifty_thousand(db: None) -> None:
    now = clock.now()
    host = LinkHost.objects.create(name="example.org", next_allowed_at=now - timedelta(minutes=1))
    make_resource("one", "https://example.org/", host=host, ask_host=host, next_check_at=now)
    columns = [field.column for field in Resource._meta.concrete_fields if field.column != "id"]
    other = {"key": "'r' || place", "next_check_at": "next_check_at + interval '3 hours' * sign(place % 1000)"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO roadmap_resource ({', '.join(columns)})"  # noqa: S608 - constants
            f" SELECT {', '.join(other.get(column, column) for column in columns)}"
            " FROM roadmap_resource, generate_series(1, 50000) AS place",
        )
        cursor.execute("ANALYZE roadmap_resource, roadmap_linkhost")

    assert "resource_check_due" in plan(Resource.objects.to_check(now)[:96])
    assert Resource.objects.to_check(now).count() == 51


@pytest.mark.django_db(transaction=True)
def test_workers_share_the_links_and_no_host_is_asked_twice(settings) -> None:
    for place in range(60):
        make_resource(f"r{place}", f"https://host{place % 40}.example/{place}")
    now, taken, trouble = clock.now(), [], []

    def work() -> None:
        try:
            taken.extend(links.take(now))
        except Exception as error:  # noqa: BLE001 - shown below
            trouble.append(error)
        finally:
            connections.close_all()

    links.place(now)
    threads = [Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not trouble
    hosts = [request.host for request in taken]
    assert len(hosts) == len(set(hosts)) > 0
    assert len({request.resource for request in taken}) == len(taken)


def test_what_opens_again_but_members_complain_of_is_called_so(server: LinkServer, at: Move, learner: User) -> None:
    server.says("/one", 404)
    one = lead_to(server, "one")
    check(at)
    check(at, DAY)
    cases.say_broken(learner, one, now=clock.now())
    assert the_case().verdict == "dead"

    server.says("/one", 200)
    check(at)

    assert the_case().verdict == "told"


def test_what_we_could_not_open_is_not_said_to_have_opened(server: LinkServer, at: Move) -> None:
    server.says("/one", 403)
    lead_to(server, "one")

    check(at)

    assert (seen().verdict, seen().answered_at) == ("blocked", None)


def test_a_failure_after_a_move_keeps_where_it_moved(server: LinkServer, at: Move) -> None:
    server.moves("/one", "/two")
    lead_to(server, "one")
    check(at)
    server.says("/one", 500)

    check(at, DAY)

    assert (seen().verdict, seen().found_address) == ("moved", server.url("/two"))


@pytest.mark.parametrize("to", ["/a\x00b", "/a\x1fb", f"http://{'a.' * 200}example.org/", "/길"])
def test_where_a_redirect_leads_can_harm_no_other_link(server: LinkServer, at: Move, to: str) -> None:
    server.paths["/one"] = Answer(301, {"Location": to.encode().decode("latin-1")}, b"")
    lead_to(server, "one")
    lead_to(server.other, "two")

    check(at)

    assert seen("two").verdict == "alive"
    assert seen("one").checks
    if to == "/길":
        assert seen("one").found_address == server.url("/길")
        assert ("HEAD", "/%EA%B8%B8") in server.asked


@pytest.mark.parametrize("rules", ["User-agent: *\nCrawl-delay: ²\n", "User-agent: *\nDisallow: //[\n"])
def test_rules_that_nobody_can_read_keep_no_link_from_its_turn(server: LinkServer, at: Move, rules: str) -> None:
    server.paths["/robots.txt"] = Answer(200, {}, rules.encode())
    lead_to(server, "one")
    lead_to(server.other, "two")

    check(at)

    assert (seen("one").verdict, seen("two").verdict) == ("blocked", "alive")


def test_people_are_counted_when_something_is_new_and_not_at_every_check(server: LinkServer, at: Move) -> None:
    server.says("/one", 404)
    lead_to(server, "one")
    check(at)
    check(at, DAY)
    LinkCase.objects.update(people=77)

    check(at, DAY)

    assert the_case().people == 77
