"""What the rings of a week promise: everybody served, nobody shown to more than twelve, the same people rarely twice."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from accounts.models import User
from peers.actions.ring import open_week
from peers.actions.surface import surface
from peers.candidates import SHOWN, candidates
from peers.models import RingPlace, Suggestion
from roadmap.models import Phase
from tests.constraints import attacked
from tests.peers.conftest import MONDAY, NOON, Walks

MOST_SHOWN = 12
TOPICS = ["vision", "language", "sound", "art"]


def serve_all(batch: int = 200) -> int:
    served = 0
    while now_served := surface(NOON, batch):
        served += now_served
    return served


def shown(week: date = MONDAY) -> list[tuple[int, int]]:
    """Every (learner, candidate) of a week, before anybody is left out."""
    learners = list(RingPlace.objects.tickets(week).values_list("learner", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(SHOWN, {"week": week, "learners": learners})
        return cursor.fetchall()


def place(learner: User, hash_: int, topic: str = "", phase: int = 1) -> RingPlace:
    return RingPlace(week=MONDAY, phase=phase, topic=topic, hash=hash_, learner=learner)


# ---- who stands where


def test_one_stands_in_everybody_s_ring_and_in_two_bands_of_each_topic(walks: Walks) -> None:
    learner = walks("one", at=2, topics=["vision", "art"])

    assert open_week(NOON)

    places = RingPlace.objects.filter(learner=learner).values_list("topic", "phase")
    assert sorted(places) == [("", 2), ("art", 1), ("art", 2), ("vision", 1), ("vision", 2)]


@pytest.mark.parametrize(("at", "phase"), [(1, 1), (3, 3), (5, 4)])
def test_the_phase_is_that_of_the_next_step_and_at_the_end_the_last(walks: Walks, at: int, phase: int) -> None:
    walks("one", at=at)

    open_week(NOON)

    assert RingPlace.objects.tickets(MONDAY).get().phase == phase


@pytest.mark.parametrize(
    "fields",
    [
        {"discoverable": False},
        {"discoverable": None},
        {"suspended_at": NOON},
        {"erase_after": NOON},
        {"onboarded_at": None},
    ],
)
def test_who_does_not_want_to_be_found_or_is_not_here_stands_in_none(walks: Walks, fields: dict) -> None:
    walks("one", **fields)

    open_week(NOON)

    assert not RingPlace.objects.exists()


def test_who_is_not_on_the_trail_stands_in_none(learner: User) -> None:
    User.objects.update(discoverable=True)

    open_week(NOON)

    assert not RingPlace.objects.exists()


def test_each_ring_has_an_order_of_its_own_and_each_week_too(walks: Walks) -> None:
    walks("one", topics=["vision", "art"])

    open_week(NOON)
    first = set(RingPlace.objects.values_list("hash", flat=True))
    open_week(NOON + timedelta(weeks=1))
    second = set(RingPlace.objects.values_list("hash", flat=True))

    assert len(first) == len(second) == 5
    assert not first & second


# ---- opening


def test_a_week_is_opened_once_and_the_one_before_is_dropped(walks: Walks) -> None:
    walks("one")

    assert open_week(NOON)
    assert not open_week(NOON + timedelta(days=3))
    assert open_week(NOON + timedelta(weeks=1))

    assert set(RingPlace.objects.values_list("week", flat=True)) == {MONDAY + timedelta(weeks=1)}


def test_a_scheduler_that_was_away_on_monday_opens_the_week_when_it_is_back(walks: Walks) -> None:
    walks("one")

    open_week(NOON + timedelta(days=3, hours=11))  # of a Sunday

    assert RingPlace.objects.tickets(MONDAY).count() == 1


# ---- the promise


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    crowd=some.lists(
        some.tuples(some.integers(1, 4), some.lists(some.sampled_from(TOPICS), max_size=3, unique=True)),
        max_size=24,
    )
)
def test_nobody_is_shown_to_more_than_twelve_nor_to_themselves(phases: list[Phase], crowd: list) -> None:
    RingPlace.objects.all().delete()
    User.objects.all().delete()
    for number, (phase, topics) in enumerate(crowd):
        learner = User.objects.create_user(f"{number}@example.org")
        rings = [("", phase), *((topic, band) for topic in topics for band in (phase, phase - 1))]
        RingPlace.objects.bulk_create(place(learner, hash((number, *ring)) % 1_000 - 500, *ring) for ring in rings)

    pairs = shown()

    assert all(one != other for one, other in pairs)
    assert len(pairs) == len(set(pairs))
    assert max(Counter(other for _one, other in pairs).values(), default=0) <= MOST_SHOWN
    if len(crowd) > 1:
        assert len({one for one, _other in pairs}) == len(crowd), "everybody is shown somebody"


def test_a_ring_begins_again_where_it_ends(phases: list[Phase]) -> None:
    people = [User.objects.create_user(f"{number}@example.org") for number in range(8)]
    RingPlace.objects.bulk_create(place(person, number) for number, person in enumerate(people))

    after_last = {other for one, other in shown() if one == people[7].pk}

    assert after_last == {person.pk for person in people[:6]}


def test_two_of_the_same_hash_both_find_each_other(phases: list[Phase]) -> None:
    one, other = (User.objects.create_user(f"{number}@example.org") for number in range(2))
    RingPlace.objects.bulk_create([place(one, 7), place(other, 7)])

    assert sorted(shown()) == sorted([(one.pk, other.pk), (other.pk, one.pk)])


def test_who_is_left_out_leaves_a_gap_that_nobody_else_fills(walks: Walks) -> None:
    people = [walks(f"p-{number}") for number in range(9)]
    open_week(NOON)
    before = shown()

    User.objects.filter(pk=people[0].pk).update(suspended_at=NOON)

    assert shown() == before
    found = candidates(MONDAY, [person.pk for person in people], NOON)
    assert people[0].pk not in found
    assert all(peer != people[0].pk for choice in found.values() for peer, _them in choice.others)


# ---- serving


def test_everybody_is_served_once_in_batches_of_any_size(walks: Walks) -> None:
    for number in range(7):
        walks(f"p-{number}")
    open_week(NOON)

    assert serve_all(batch=3) == 7
    assert serve_all() == 0

    given_to = Suggestion.objects.values("learner").annotate(many=Count("pk")).values_list("many", flat=True)
    assert len(given_to) == 7
    assert all(3 <= many <= 5 for many in given_to)
    assert Suggestion.objects.filter(week=MONDAY, place=1).count() == 7


def test_served_again_after_half_of_it_was_lost_changes_nothing_that_stands(walks: Walks) -> None:
    for number in range(5):
        walks(f"p-{number}")
    open_week(NOON)
    serve_all()
    before = set(Suggestion.objects.values_list("learner", "peer"))

    RingPlace.objects.update(served_at=None)  # as if a worker had died before it wrote that down
    serve_all()

    assert set(Suggestion.objects.values_list("learner", "peer")) == before
    assert not RingPlace.objects.unserved(MONDAY).exists()


def test_nobody_comes_again_within_eight_weeks(walks: Walks) -> None:
    walks("one")
    walks("two")
    weeks = []
    for week in range(19):
        now = NOON + timedelta(weeks=week)
        open_week(now)
        while surface(now):
            pass
        if Suggestion.objects.filter(learner__handle="one", week=MONDAY + timedelta(weeks=week)).exists():
            weeks.append(week)

    assert weeks == [0, 9, 18]
    assert Suggestion.objects.count() == 2, "and what is older than that is dropped"


def test_one_statement_serves_a_batch_however_large(walks: Walks, django_assert_num_queries) -> None:
    for number in range(12):
        walks(f"p-{number}")
    open_week(NOON)

    with django_assert_num_queries(7):  # claim, plan anew, ask, write, mark, within one transaction
        surface(NOON)


def test_the_rings_are_walked_by_their_index(walks: Walks) -> None:
    User.objects.bulk_create((User(email=f"{number}@example.org") for number in range(25_000)), batch_size=2_000)
    learners = list(User.objects.values_list("pk", flat=True)[:200])
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO peers_ringplace (created_at, week, phase, topic, hash, learner_id)"
            " SELECT created_at, %s, 1, topic, id * 7919 %% 100003, id FROM accounts_user,"
            " unnest(ARRAY['', 'vision']) topic",
            [MONDAY],
        )
        cursor.execute("ANALYZE peers_ringplace")
        cursor.execute(f"EXPLAIN {SHOWN}", {"week": MONDAY, "learners": learners})
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert RingPlace.objects.count() == 50_000
    assert "ring_of_topic" in plan
    assert "ring_of_everybody" in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ("%(week)s, 1, 'vision', 7, null", "ring_place_once"),
        ("%(week)s, 2, '', 7, null", "ring_place_one_ticket"),
        ("%(week)s, 2, 'vision', 7, now()", "ring_place_ticket_is_served"),
    ],
)
def test_one_place_in_a_ring_and_one_ticket_withstand_any_statement(walks: Walks, values: str, name: str) -> None:
    person = walks("one")
    RingPlace.objects.bulk_create(place(person, 7, topic) for topic in ("", "vision"))
    into = "INSERT INTO peers_ringplace (created_at, week, phase, topic, hash, served_at, learner_id)"

    said = values.replace("%(week)s", f"'{MONDAY}'")
    assert attacked(f"{into} SELECT now(), {said}, id FROM accounts_user") == name  # noqa: S608 - from this table


def test_one_suggestion_of_somebody_a_week_and_none_of_oneself(walks: Walks) -> None:
    one, other = walks("one"), walks("other")
    Suggestion.objects.create(learner=one, peer=other, week=MONDAY, place=1)
    again = (
        "INSERT INTO peers_suggestion (created_at, week, place, reasons, learner_id, peer_id)"
        " VALUES (now(), %s, 2, '{}', %s, %s)"
    )

    assert attacked(again, MONDAY, one.pk, other.pk) == "suggestion_once_a_week"
    assert attacked(again, MONDAY, one.pk, one.pk) == "suggestion_not_oneself"
