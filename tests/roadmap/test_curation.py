"""What a curator decides about a broken link: it holds, it can be taken back, and nobody loses anything by it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections

from accounts.models import User
from kit import clock
from notices import kinds
from notices.models import Notice
from roadmap import trail
from roadmap.actions import cases, curation
from roadmap.actions.curation import (
    ChangedSince,
    DecidedMeanwhile,
    NoAddress,
    NoReason,
    NotACurator,
    NothingFound,
    NotThisOne,
    TakenBackAlready,
)
from roadmap.actions.marks import mark
from roadmap.glance import at_a_glance
from roadmap.models import CurationEvent, Edition, LinkCase, LinkHost, Mark, Resource, StepResource
from roadmap.models.link_host import Verdict
from tests.conftest import make_member
from tests.link_server import LinkServer, serving
from tests.roadmap import data
from tests.roadmap.links import Move, check, make_resource

ANKI, NEW = "https://apps.ankiweb.net/", "https://apps.example.org/anki"


@pytest.fixture
def anki(small_roadmap: Path) -> Resource:
    return Resource.objects.get(key="anki")


@pytest.fixture
def case(anki: Resource, learner: User) -> LinkCase:
    return cases.say_broken(learner, anki, now=clock.now())


def moved(case: LinkCase) -> None:
    Resource.objects.filter(pk=case.resource_id).update(found_address=NEW, verdict="moved")
    LinkCase.objects.filter(pk=case.pk).update(verdict="moved")


def resources_of(step: str) -> list[str]:
    trail.forget()
    return [resource.key for resource in trail.current().step_by_key[step].resources]


def test_the_new_address_is_accepted_and_checked_anew(case: LinkCase, curator: User) -> None:
    moved(case)

    event = curation.accept(case, by=curator, why="같은 곳이에요.", now=clock.now())

    anki = Resource.objects.get(key="anki")
    assert (anki.address, anki.verdict, anki.found_address) == (NEW, "", "")
    assert anki.next_check_at <= clock.now()
    case.refresh_from_db()
    assert (case.state, case.decision, case.decided_by) == ("decided", "accepted", curator)
    assert (event.actor, event.why) == (curator, "같은 곳이에요.")
    assert (event.before["resource anki"], event.after["resource anki"]) == ({"address": ANKI}, {"address": NEW})


def test_what_moved_nowhere_has_no_new_address(case: LinkCase, curator: User) -> None:
    with pytest.raises(NothingFound):
        curation.accept(case, by=curator, now=clock.now())


def test_another_address_takes_its_place(case: LinkCase, curator: User, small_roadmap: Path) -> None:
    curation.replace(case, by=curator, address=f" {NEW} ", now=clock.now())

    assert trail.current().resource_by_key["anki"].address == NEW
    report = data.load(small_roadmap)
    assert [(change.verb, change.key, change.why) for change in report.changes] == [
        ("kept", "anki", "edited here, the data differs in address")
    ]
    assert Resource.objects.get(key="anki").address == NEW


@pytest.mark.parametrize(
    "address", ["", "example.org", "ftp://example.org/", "http://me:pw@example.org/", "https://a b/"]
)
def test_what_is_no_web_address_takes_no_place(case: LinkCase, curator: User, address: str) -> None:
    with pytest.raises(NoAddress):
        curation.replace(case, by=curator, address=address, now=clock.now())

    case.refresh_from_db()
    assert case.state == "open"


def test_another_resource_takes_its_place_and_the_marks_with_it(
    case: LinkCase, curator: User, learner: User, peer: User, small_roadmap: Path
) -> None:
    video, anki = Resource.objects.get(key="attention-video"), case.resource
    mark(learner, anki, "finished", on=True)
    mark(peer, anki, "helped", on=True)
    mark(peer, video, "saved", on=True)

    curation.replace(case, by=curator, other=video, now=clock.now())

    assert resources_of("learn-words") == ["attention-video"]
    assert Mark.objects.get(learner=learner).resource == video
    both = Mark.objects.get(learner=peer, resource=video)
    assert (both.saved, both.helped) == (True, True)
    data.load(small_roadmap)
    assert resources_of("learn-words") == ["attention-video"]
    assert Resource.objects.get(key="anki").retired_at is not None


def test_a_replacement_is_taken_back_with_its_marks(case: LinkCase, curator: User, learner: User) -> None:
    video, anki = Resource.objects.get(key="attention-video"), case.resource
    mark(learner, anki, "finished", on=True)
    event = curation.replace(case, by=curator, other=video, now=clock.now())

    curation.undo(event, by=curator, now=clock.now())

    assert resources_of("learn-words") == ["attention-video", "anki"]
    kept = Mark.objects.get(learner=learner)
    assert (kept.resource, kept.finished, kept.came_from) == (anki, True, [])
    case.refresh_from_db()
    assert (case.state, case.decided_by) == ("open", None)


def test_what_is_taken_back_is_as_dead_as_it_was_and_counts_as_that(case: LinkCase, curator: User) -> None:
    now = clock.now()
    Resource.objects.update(verdict="alive", next_check_at=now)
    gone = {"verdict": "dead", "failing_since": now, "next_check_at": now + timedelta(days=1)}
    Resource.objects.filter(pk=case.resource_id).update(**gone)
    LinkCase.objects.update(verdict="dead")
    before = at_a_glance(curator, now).answering

    curation.undo(curation.retire(case, by=curator, now=now), by=curator, now=now)
    curation.undo(curation.replace(case, by=curator, address=NEW, now=now), by=curator, now=now)

    assert Resource.objects.filter(pk=case.resource_id, verdict="dead", next_check_at__gt=now).exists()
    assert at_a_glance(curator, now).answering == before == 66
    Resource.objects.filter(pk=case.resource_id).update(verdict="offline")
    assert at_a_glance(curator, now).answering == 66


def test_what_was_joined_onto_another_mark_is_taken_back_and_nothing_else(
    case: LinkCase, curator: User, learner: User, peer: User
) -> None:
    video, anki = Resource.objects.get(key="attention-video"), case.resource
    for person in (learner, peer):
        mark(person, anki, "finished", on=True)
        mark(person, anki, "saved", on=True)
        mark(person, video, "saved", on=True)
    event = curation.replace(case, by=curator, other=video, now=clock.now())
    mark(learner, video, "helped", on=True)
    for on in (False, True):
        mark(peer, video, "finished", on=on)  # now it is their own word about the video

    curation.undo(event, by=curator, now=clock.now())

    said = [
        (one.saved, one.finished, one.helped, one.lent) for one in Mark.objects.filter(resource=video).order_by("pk")
    ]
    assert said == [(True, False, True, {}), (True, True, False, {})]
    assert set(Mark.objects.filter(resource=anki).values_list("saved", "finished")) == {(True, True)}


def test_twice_replaced_and_taken_back_step_by_step(anki: Resource, curator: User, learner: User) -> None:
    second, third = (make_resource(key, f"https://example.org/{key}") for key in ("second", "third"))
    mark(learner, anki, "saved", on=True)
    first = curation.replace(
        cases.say_broken(learner, anki, now=clock.now()), by=curator, other=second, now=clock.now()
    )
    then = curation.replace(
        cases.say_broken(learner, second, now=clock.now()), by=curator, other=third, now=clock.now()
    )
    assert resources_of("learn-words")[-1] == "third"
    assert Mark.objects.get().resource == third

    curation.undo(then, by=curator, now=clock.now())
    curation.undo(first, by=curator, now=clock.now())

    assert Mark.objects.get().resource == anki
    assert resources_of("learn-words")[-1] == "anki"


@pytest.mark.parametrize("key", ["anki", "old-blog"])
def test_nothing_replaces_itself_nor_does_what_is_replaced(case: LinkCase, curator: User, key: str) -> None:
    with pytest.raises(NotThisOne):
        curation.replace(case, by=curator, other=Resource.objects.get(key=key), now=clock.now())


def test_what_is_retired_leaves_the_roadmap_and_stays_so(
    case: LinkCase, curator: User, learner: User, small_roadmap: Path
) -> None:
    mark(learner, case.resource, "finished", on=True)

    event = curation.retire(case, by=curator, why="닫혔어요.", now=clock.now())

    assert resources_of("learn-words") == ["attention-video"]
    assert Mark.objects.filter(learner=learner, finished=True).exists()
    data.load(small_roadmap)
    assert resources_of("learn-words") == ["attention-video"]

    curation.undo(event, by=curator, now=clock.now())
    assert resources_of("learn-words") == ["attention-video", "anki"]


def test_what_is_kept_needs_a_reason_and_is_left_in_peace_for_a_month(case: LinkCase, curator: User) -> None:
    with pytest.raises(NoReason):
        curation.keep(case, by=curator, why=" ", now=clock.now())

    curation.keep(case, by=curator, why="저한테는 열려요.", now=clock.now())

    anki = Resource.objects.get(key="anki")
    cases.follow(anki, Resource.verdict.field.choices[4][0], silent=False, now=clock.now() + timedelta(days=29))
    assert not LinkCase.objects.open().exists()
    cases.follow(anki, Resource.verdict.field.choices[4][0], silent=False, now=clock.now() + timedelta(days=31))
    assert LinkCase.objects.open().get().verdict == "dead"


def test_taking_back_what_was_kept_opens_the_case_and_our_ears(case: LinkCase, curator: User) -> None:
    event = curation.keep(case, by=curator, why="열려요.", now=clock.now())

    curation.undo(event, by=curator, now=clock.now())

    assert Resource.objects.get(key="anki").kept_until is None
    assert LinkCase.objects.open().get() == case


def test_nothing_is_taken_back_twice_or_over_somebody_elses_work(case: LinkCase, curator: User) -> None:
    event = curation.replace(case, by=curator, address=NEW, now=clock.now())
    later = curation.edit({"resource anki": {"address": f"{NEW}/2"}}, by=curator, now=clock.now())

    with pytest.raises(ChangedSince):
        curation.undo(event, by=curator, now=clock.now())
    curation.undo(later, by=curator, now=clock.now())
    curation.undo(event, by=curator, now=clock.now())

    with pytest.raises(TakenBackAlready):
        curation.undo(event, by=curator, now=clock.now())
    assert Resource.objects.get(key="anki").address == ANKI


def test_a_decision_makes_the_roadmap_a_new_edition_and_a_word_of_keeping_does_not(
    case: LinkCase, curator: User
) -> None:
    version = Edition.objects.version()
    event = curation.keep(case, by=curator, why="열려요.", now=clock.now())
    assert Edition.objects.version() == version

    curation.undo(event, by=curator, now=clock.now())
    curation.retire(case, by=curator, now=clock.now())

    assert Edition.objects.version() != version


def test_only_curators_decide(case: LinkCase, learner: User) -> None:
    for decide in (curation.accept, curation.retire):
        with pytest.raises(NotACurator):
            decide(case, by=learner, now=clock.now())
    with pytest.raises(NotACurator):
        curation.edit({"resource anki": {"by": "x"}}, by=learner, now=clock.now())


def test_an_edit_of_nothing_is_none(anki: Resource, curator: User) -> None:
    assert curation.edit({"resource anki": {"address": ANKI, "hours": None}}, by=curator, now=clock.now()) is None
    assert not CurationEvent.objects.exists()


def test_a_former_curators_word_stays_without_their_name(case: LinkCase, curator: User) -> None:
    event = curation.retire(case, by=curator, now=clock.now())
    curator.delete()

    event.refresh_from_db()
    case.refresh_from_db()
    assert (event.actor, case.decided_by, case.state) == (None, None, "decided")
    with pytest.raises(DecidedMeanwhile, match="떠난 멤버"):
        curation.retire(case, by=make_member("hana", is_staff=True), now=clock.now())


@pytest.fixture
def dead_host(anki: Resource) -> LinkCase:
    host = LinkHost.objects.create(name="gone.example")
    for key in ("one", "two", "three"):
        make_resource(key, f"https://gone.example/{key}", host=host, ask_host=host, verdict="dead")
    Resource.objects.filter(host=host).update(failing_since=clock.now() - timedelta(days=2))
    return cases.open_host_case(host, clock.now())


def test_a_dead_host_is_retired_as_a_whole_and_comes_back_as_one(dead_host: LinkCase, curator: User) -> None:
    event = curation.retire(dead_host, by=curator, now=clock.now())
    assert not Resource.objects.current().filter(host=dead_host.host).exists()

    curation.undo(event, by=curator, now=clock.now())

    assert Resource.objects.dead_at(dead_host.host).count() == 3
    assert LinkCase.objects.open().get() == dead_host


def test_what_lies_on_a_dead_host_is_replaced_one_by_one(dead_host: LinkCase, curator: User) -> None:
    two = Resource.objects.get(key="two")
    with pytest.raises(NotThisOne):
        curation.replace(dead_host, by=curator, address=NEW, now=clock.now())

    event = curation.replace(dead_host, by=curator, address=NEW, resource=two, now=clock.now())

    dead_host.refresh_from_db()
    assert dead_host.state == "open"
    assert [one.key for one in Resource.objects.dead_at(dead_host.host)] == ["one", "three"]
    curation.undo(event, by=curator, now=clock.now())
    assert Resource.objects.dead_at(dead_host.host).count() == 3


def told(person: User, kind: str = "link_mended") -> Any:
    return kinds.words_of(Notice.objects.filter(recipient=person, kind=kind))


def test_who_reported_it_hears_that_it_is_mended_while_that_is_so(case: LinkCase, curator: User, learner: User) -> None:
    event = curation.replace(case, by=curator, address=NEW, now=clock.now())

    (words,) = told(learner).values()
    assert words["title"] == "알려 준 링크를 고쳤어요"
    assert "Anki" in words["text"]
    assert words["address"] == "/roadmap/start/learn-words/"

    curation.undo(event, by=curator, now=clock.now())
    assert told(learner) == {}


def test_nobody_hears_of_what_was_only_kept_or_retired(case: LinkCase, curator: User, learner: User) -> None:
    curation.retire(case, by=curator, now=clock.now())

    assert not Notice.objects.exists()


def test_the_notice_leads_to_what_took_its_place(case: LinkCase, curator: User, learner: User) -> None:
    video = Resource.objects.get(key="attention-video")

    curation.replace(case, by=curator, other=video, now=clock.now())

    assert "트랜스포머" in next(iter(told(learner).values()))["text"]


def test_who_reported_a_link_hears_that_its_dead_host_answers_again_while_it_does(
    anki: Resource, learner: User, peer: User
) -> None:
    host, now = LinkHost.objects.create(name="gone.example"), clock.now()
    dead = {"host": host, "verdict": "dead", "failing_since": now - timedelta(days=2)}
    other = make_resource("other", "https://gone.example/other", **dead)
    cases.say_broken(learner, anki, now=now)
    Resource.objects.filter(pk=anki.pk).update(**dead)
    case = cases.open_host_case(host, now)
    assert cases.say_broken(peer, other, now=now) == case

    for key in ("anki", "other"):
        assert not Notice.objects.exists()
        Resource.objects.filter(key=key).update(verdict="alive", failing_since=None)
        cases.follow(Resource.objects.get(key=key), Verdict.ALIVE, before=Verdict.DEAD, silent=False, now=now)

    (words,), (others,) = told(learner, "link_answers").values(), told(peer, "link_answers").values()
    assert (words["title"], others["title"]) == ("알려 준 링크가 돌아왔어요",) * 2
    assert "gone.example" in words["text"]
    assert (words["address"], others["address"]) == ("/roadmap/start/learn-words/", "/resources/")
    Resource.objects.filter(pk=other.pk).update(**dead)
    cases.open_host_case(host, now)
    assert told(learner, "link_answers") == {}


@pytest.fixture
def server(db: None, settings, at: Move) -> Iterator[LinkServer]:
    at(clock.now())
    with serving() as server:
        settings.FETCH_ALSO = frozenset({server.name})
        yield server


def test_from_two_deaths_to_a_mended_roadmap(
    server: LinkServer, small_roadmap: Path, at: Move, learner: User, curator: User
) -> None:
    """Dead twice → case → replaced → the learner's mark intact → the next load keeps it."""
    data.spoil(small_roadmap / "resources" / "all.yaml", ANKI, server.url("/anki"))
    data.load(small_roadmap)
    Resource.objects.exclude(key="anki").update(next_check_at=clock.now() + timedelta(days=99))
    mark(learner, Resource.objects.get(key="anki"), "finished", on=True)
    server.says("/anki", 410)

    check(at)
    assert not LinkCase.objects.exists()
    check(at, timedelta(hours=21))
    case = LinkCase.objects.open().get()
    assert case.people == 1
    curation.replace(case, by=curator, address=server.url("/anki-2"), now=clock.now())
    check(at)

    anki = Resource.objects.get(key="anki")
    assert (anki.address, anki.verdict) == (server.url("/anki-2"), "alive")
    assert Mark.objects.get(learner=learner, resource=anki).finished
    data.load(small_roadmap)
    assert Resource.objects.get(key="anki").address == server.url("/anki-2")
    assert StepResource.objects.filter(resource=anki).exists()


@pytest.mark.django_db(transaction=True)
def test_two_curators_at_once_one_decides_and_the_other_hears_who_did(small_roadmap: Path) -> None:
    people = [make_member(name, is_staff=True) for name in ("jiwoo", "hana", "minho", "yuna")]
    case = cases.say_broken(make_member("seoyeon"), Resource.objects.get(key="anki"), now=clock.now())
    start, came = Barrier(len(people)), []

    def decide(by: User, place: int) -> None:
        start.wait()
        try:
            if place % 2:
                came.append(curation.retire(case, by=by, now=clock.now()))
            else:
                came.append(curation.replace(case, by=by, address=NEW, now=clock.now()))
        except Exception as error:  # noqa: BLE001 - told apart below
            came.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=decide, args=(by, place)) for place, by in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (event,) = [one for one in came if isinstance(one, CurationEvent)]
    refused = [one for one in came if isinstance(one, DecidedMeanwhile)]
    assert len(refused) == 3
    assert all(event.actor.name in str(one) for one in refused)


def test_marks_follow_a_replacement_made_by_hand_and_come_back(anki: Resource, curator: User, learner: User) -> None:
    mark(learner, anki, "finished", on=True)

    event = curation.edit(
        {"resource anki": {"replaced_by": "attention-video", "retired": True}}, by=curator, now=clock.now()
    )

    assert Mark.objects.get().resource.key == "attention-video"
    curation.undo(event, by=curator, now=clock.now())
    assert Mark.objects.get().resource == anki


def test_a_word_of_keeping_is_not_taken_back_over_a_later_address(case: LinkCase, curator: User, learner: User) -> None:
    kept = curation.keep(case, by=curator, why="열려요.", now=clock.now())
    again = cases.say_broken(learner, case.resource, now=clock.now() + timedelta(days=2))
    curation.replace(again, by=curator, address=NEW, now=clock.now())

    with pytest.raises(ChangedSince):
        curation.undo(kept, by=curator, now=clock.now())
