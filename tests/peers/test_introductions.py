"""The first message between two members."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.actions.blocks import block
from accounts.models import User
from kit.errors import Refusal
from notices.models import Notice
from peers.actions import introductions
from peers.actions.introductions import (
    MOST_A_WEEK,
    NoContact,
    NotThereAnyMore,
    NotToThem,
    SaysNothing,
    TheyWroteFirst,
    TooLong,
    TooManyThisWeek,
    WroteAlready,
    YouDeclined,
    accept,
    decline,
    withdraw,
    write,
)
from peers.models import Introduction
from tests.conftest import make_member
from tests.peers.conftest import NOON

State = Introduction.State


@pytest.fixture
def two(learner: User, peer: User) -> tuple[User, User]:
    """Two who may be written to and have said how to reach them."""
    User.objects.update(discoverable=True, contact="me@example.org")
    learner.refresh_from_db()
    peer.refresh_from_db()
    return learner, peer


def sent(sender: User, recipient: User, text: str = "바퀴 글을 끝까지 읽었습니다.", now=NOON, **more) -> Introduction:
    return write(sender, recipient, text=text, now=now, **more)


def state(introduction: Introduction) -> str:
    introduction.refresh_from_db()
    return introduction.state


# ---- writing


def test_it_is_kept_as_typed_and_told_at_once(two: tuple[User, User]) -> None:
    introduction = sent(*two, text="  안녕하세요.\r\n하나만 여쭙고 싶습니다.\n")

    introduction.refresh_from_db()
    assert introduction.text == "안녕하세요.\n하나만 여쭙고 싶습니다."
    notice = Notice.objects.get()
    assert (notice.recipient, notice.kind) == (two[1], "introduction_received")
    assert not notice.mail.calm


def test_sent_twice_it_is_one(two: tuple[User, User]) -> None:
    assert sent(*two) == sent(*two)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "no"), [("", SaysNothing), (" \n", SaysNothing), ("낱말 " * 151, TooLong), ("가" * 2_001, TooLong)]
)
def test_it_says_something_and_not_too_much(two: tuple[User, User], text: str, no: type[Refusal]) -> None:
    with pytest.raises(no):
        sent(*two, text=text)


def test_a_hundred_and_fifty_words_are_not_too_much(two: tuple[User, User]) -> None:
    assert sent(*two, text="낱말 " * 150).state == State.SENT


def test_who_has_no_contact_line_gives_one_with_it(two: tuple[User, User]) -> None:
    User.objects.filter(pk=two[0].pk).update(contact="")

    with pytest.raises(NoContact):
        sent(*two)
    sent(*two, contact=" a@example.org ")

    assert User.objects.get(pk=two[0].pk).contact == "a@example.org"


def test_a_contact_line_that_is_there_stays(two: tuple[User, User]) -> None:
    sent(*two, contact="other@example.org")

    assert User.objects.get(pk=two[0].pk).contact == "me@example.org"


def _set(**fields: object) -> Callable[[User, User], object]:
    return lambda _me, them: User.objects.filter(pk=them.pk).update(**fields)


UNREACHABLE: dict[str, Callable[[User, User], object]] = {
    "undiscoverable": _set(discoverable=False),
    "never asked": _set(discoverable=None),
    "suspended": _set(suspended_at=NOON),
    "leaving": _set(erase_after=NOON),
    "blocked by me": block,
    "blocked by them": lambda me, them: block(them, me),
}


@pytest.mark.parametrize("how", UNREACHABLE)
def test_to_some_one_cannot_write(two: tuple[User, User], how: str) -> None:
    UNREACHABLE[how](*two)

    with pytest.raises(NotToThem):
        sent(two[0], User.objects.get(pk=two[1].pk))


def test_nor_to_oneself(two: tuple[User, User]) -> None:
    with pytest.raises(NotToThem):
        sent(two[0], two[0])


def test_ten_a_week_whatever_became_of_them(two: tuple[User, User]) -> None:
    me = two[0]
    others = [make_member(f"other-{n:02}", discoverable=True, contact="x@example.org") for n in range(11)]
    made = [sent(me, other) for other in others[:10]]
    withdraw(made[0], by=me)
    decline(made[1], by=others[1], now=NOON)

    with pytest.raises(TooManyThisWeek):
        sent(me, others[10], now=NOON + timedelta(days=6, hours=23))
    assert sent(me, others[10], now=NOON + timedelta(days=7))


# ---- one for two people


def test_one_of_two_stands_whoever_wrote_it(two: tuple[User, User]) -> None:
    sent(*two)

    with pytest.raises(WroteAlready):
        sent(*two, text="한 번 더 씁니다.")
    with pytest.raises(TheyWroteFirst):
        sent(two[1], two[0])


def test_after_it_was_taken_back_either_may_write(two: tuple[User, User]) -> None:
    withdraw(sent(*two), by=two[0])

    assert sent(two[1], two[0]).state == State.SENT


def test_a_declined_one_stays_so_for_who_declined_it(two: tuple[User, User]) -> None:
    decline(sent(*two), by=two[1], now=NOON)

    with pytest.raises(YouDeclined):
        sent(two[1], two[0])


@pytest.mark.django_db(transaction=True)
def test_who_writes_to_many_at_once_stays_within_the_week(transactional_db: None) -> None:
    one = make_member("one-of", discoverable=True, contact="x@example.org")
    many = [make_member(f"other-{number}", discoverable=True) for number in range(MOST_A_WEEK + 4)]
    for other in many[: MOST_A_WEEK - 2]:
        sent(one, other)

    def race(other: User) -> str:
        try:
            return str(sent(one, other).state)
        except TooManyThisWeek:
            return "too many"
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = sorted(threads.map(race, many[MOST_A_WEEK - 2 :]))

    assert answers == ["sent"] * 2 + ["too many"] * 4
    assert Introduction.objects.count() == MOST_A_WEEK


@pytest.mark.django_db(transaction=True)
def test_two_who_write_to_each_other_at_once_are_told_kindly(transactional_db: None) -> None:
    one, other = (make_member(name, discoverable=True, contact="x@example.org") for name in ("one-of", "other-of"))
    ready = Barrier(2)

    def race(pair: tuple[User, User]) -> str:
        ready.wait()
        try:
            return str(sent(*pair).state)
        except TheyWroteFirst:
            return "told"
        finally:
            connection.close()

    for turn in range(12):
        Introduction.objects.all().delete()
        Notice.objects.all().delete()
        with ThreadPoolExecutor(2) as threads:
            answers = sorted(threads.map(race, [(one, other), (other, one)]))

        assert answers == ["sent", "told"], turn
        assert Introduction.objects.count() == Notice.objects.count() == 1


# ---- answering


def test_accepted_both_see_how_to_reach_each_other_and_its_sender_is_told(two: tuple[User, User]) -> None:
    introduction = sent(*two)

    accept(introduction, by=two[1], now=NOON)
    accept(introduction, by=two[1], now=NOON)

    assert state(introduction) == State.ACCEPTED
    assert Notice.objects.get(kind="introduction_accepted").recipient == two[0]


def test_who_accepts_without_a_contact_line_gives_one(two: tuple[User, User]) -> None:
    introduction = sent(*two)
    User.objects.filter(pk=two[1].pk).update(contact="")

    with pytest.raises(NoContact):
        accept(introduction, by=two[1], now=NOON)
    assert state(introduction) == State.SENT
    accept(introduction, by=two[1], now=NOON, contact="https://example.org/me")

    assert User.objects.get(pk=two[1].pk).contact == "https://example.org/me"


def test_only_its_recipient_answers_and_only_its_sender_takes_it_back(two: tuple[User, User], curator: User) -> None:
    introduction = sent(*two)
    User.objects.update(contact="x@example.org")

    for person in (two[0], curator):
        with pytest.raises(NotThereAnyMore):
            accept(introduction, by=person, now=NOON)
        with pytest.raises(NotThereAnyMore):
            decline(introduction, by=person, now=NOON)
    for person in (two[1], curator):
        with pytest.raises(NotThereAnyMore):
            withdraw(introduction, by=person)

    assert state(introduction) == State.SENT


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (State.ACCEPTED, State.DECLINED),
        (State.ACCEPTED, State.WITHDRAWN),
        (State.DECLINED, State.ACCEPTED),
        (State.WITHDRAWN, State.ACCEPTED),
        (State.WITHDRAWN, State.DECLINED),
    ],
)
def test_what_was_decided_stays_decided(two: tuple[User, User], first: str, then: str) -> None:
    introduction = sent(*two)
    deeds = {
        State.ACCEPTED: lambda: accept(introduction, by=two[1], now=NOON),
        State.DECLINED: lambda: decline(introduction, by=two[1], now=NOON),
        State.WITHDRAWN: lambda: withdraw(introduction, by=two[0]),
    }
    deeds[first]()

    with pytest.raises(NotThereAnyMore):
        deeds[then]()

    assert state(introduction) == first


def test_whoever_answers_first_when_one_accepts_and_the_other_takes_it_back(two: tuple[User, User]) -> None:
    introduction = sent(*two)
    withdraw(introduction, by=two[0])

    with pytest.raises(NotThereAnyMore):
        accept(introduction, by=two[1], now=NOON)

    assert not Notice.objects.filter(kind="introduction_accepted").exists()


# ---- declining is silent for ever


def test_declined_taken_back_and_written_again_it_never_comes_through(two: tuple[User, User]) -> None:
    first = sent(*two)
    decline(first, by=two[1], now=NOON)
    withdraw(first, by=two[0])

    again = sent(*two, text="다시 씁니다.", now=NOON + timedelta(days=20))

    assert again.state == State.DECLINED
    assert not Introduction.objects.visible_to(two[1]).exists()
    assert Notice.objects.filter(recipient=two[1]).count() == 1, "the first one's, and no other"
    assert list(Introduction.objects.visible_to(two[0])) == [again]


def test_who_declined_may_still_write_first_after_it_was_taken_back(two: tuple[User, User]) -> None:
    first = sent(*two)
    decline(first, by=two[1], now=NOON)
    withdraw(first, by=two[0])

    assert sent(two[1], two[0]).state == State.SENT


def test_each_deed_of_its_sender_ends_alike_declined_or_not(two: tuple[User, User]) -> None:
    other = make_member("other-one", discoverable=True, contact="x@example.org")
    unanswered, declined = sent(*two), sent(two[0], other)
    decline(declined, by=other, now=NOON)

    def deeds(introduction: Introduction, recipient: User) -> list[object]:
        said: list[object] = []
        try:
            sent(two[0], recipient, text="한 번 더 씁니다.")
        except WroteAlready as no:
            said.append(str(no.message))
        said.append(sent(two[0], recipient) == introduction)
        withdraw(introduction, by=two[0])
        said.append(Introduction.objects.visible_to(two[0]).filter(recipient=recipient).count())
        said.append(sent(two[0], recipient, text="다시 씁니다.") != introduction)
        said.append(introductions.sent_lately(two[0], NOON + timedelta(hours=1)))
        return said

    first, second = deeds(unanswered, two[1]), deeds(declined, other)

    assert first[:-1] == second[:-1]
    assert (first[-1], second[-1]) == (3, 4), "each counts as it was written"


# ---- the database


@pytest.mark.parametrize(
    "row",
    [
        {"state": "sent", "answered_at": NOON},
        {"state": "accepted", "answered_at": None},
        {"state": "declined", "answered_at": None},
        {"text": ""},
    ],
)
def test_the_database_holds_to_the_states(two: tuple[User, User], row: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.create(**({"sender": two[0], "recipient": two[1], "text": "x"} | row))


def test_the_database_holds_to_one_a_pair_and_none_to_oneself(two: tuple[User, User]) -> None:
    Introduction.objects.create(sender=two[0], recipient=two[1], text="x")

    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.create(sender=two[1], recipient=two[0], text="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.create(sender=two[1], recipient=two[1], text="x")


@pytest.mark.parametrize("answer", [accept, decline])
def test_who_answered_has_read_that_somebody_wrote(two: tuple[User, User], answer) -> None:
    introduction = sent(*two)

    answer(introduction, by=two[1], now=NOON)

    assert not Notice.objects.unread().filter(recipient=two[1]).exists()


def test_a_block_takes_the_notice_off_the_bell_at_once(two: tuple[User, User], signed_in) -> None:
    sent(*two)

    signed_in(two[0]).post(f"/block/{two[1].handle}/")

    assert not Notice.objects.unread().exists()
