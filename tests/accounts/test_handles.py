from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.urls import get_resolver

from accounts.actions.handle import HandleUnchanged, RenamedTooOften, rename, take
from accounts.handles import HandleMalformed, HandleReserved, HandleTaken, cleaned, insist_on_form
from accounts.models import FormerHandle, User
from accounts.models.user import HANDLE_KEPT_FOR
from accounts.reserved import RESERVED
from kit import clock
from kit.errors import Refusal
from tests.conftest import make_member


def a_newcomer(number: int = 0) -> User:
    return User.objects.create_user(f"new{number}@example.org")


def test_what_is_typed_is_taken_as_meant() -> None:
    assert cleaned(" @Seo-Yeon ") == "seo-yeon"


@pytest.mark.parametrize("handle", ["", "ab", "a" * 31, "seo_yeon", "서연", "seo yeon", "a.b", "abc\n"])
def test_a_malformed_handle_is_refused(handle: str) -> None:
    with pytest.raises(HandleMalformed):
        insist_on_form(handle)


@pytest.mark.parametrize("handle", ["settings", "giljabi", "curator"])
def test_a_reserved_handle_is_refused(handle: str) -> None:
    with pytest.raises(HandleReserved):
        insist_on_form(handle)


def test_no_first_part_of_an_address_of_ours_can_be_a_handle() -> None:
    parts = {str(pattern.pattern).lstrip("^").split("/")[0] for pattern in get_resolver().url_patterns}
    inner = {
        str(page.pattern).split("/")[0]
        for pattern in get_resolver().url_patterns
        if not str(pattern.pattern)
        for page in getattr(pattern, "url_patterns", [])
    }
    plain = {part for part in parts | inner if part and part.replace("-", "").isalnum()}

    assert {"accounts", "admin", "welcome", "health"} <= plain
    assert plain <= RESERVED


def test_a_handle_is_taken_once(learner: User) -> None:
    with pytest.raises(HandleTaken):
        take("seoyeon", user=a_newcomer(), now=clock.now())


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_want_one_handle_at_once_one_has_it_and_seven_are_told() -> None:
    people = [a_newcomer(number) for number in range(8)]
    together = Barrier(8)

    def want(user: User) -> str:
        together.wait()
        try:
            take("wanted", user=user, now=clock.now())
        except Refusal as no:
            return type(no).__name__
        finally:
            connection.close()
        return "has it"

    with ThreadPoolExecutor(8) as threads:
        answers = sorted(threads.map(want, people))

    assert answers == ["HandleTaken"] * 7 + ["has it"]
    assert User.objects.filter(handle="wanted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_handle_that_is_given_up_this_moment_cannot_be_caught_in_between() -> None:
    owner, others = make_member("going-away"), [a_newcomer(number) for number in range(3)]
    together = Barrier(4)

    def leave() -> str:
        together.wait()
        rename("gone-on", user=owner, leads_here=False, now=clock.now())
        connection.close()
        return "left"

    def want(user: User) -> str:
        together.wait()
        try:
            take("going-away", user=user, now=clock.now())
        except HandleTaken:
            return "told"
        finally:
            connection.close()
        return "has it"

    with ThreadPoolExecutor(4) as threads:
        answers = [threads.submit(leave), *(threads.submit(want, user) for user in others)]

    assert [answer.result() for answer in answers] == ["left", "told", "told", "told"]


@pytest.mark.django_db(transaction=True)
def test_two_who_swap_handles_do_not_wait_for_ever() -> None:
    one, other = make_member("one-name"), make_member("other-name")
    together = Barrier(2)

    def swap(user: User, handle: str) -> str:
        together.wait()
        try:
            rename(handle, user=user, leads_here=False, now=clock.now())
        except HandleTaken:
            return "told"
        finally:
            connection.close()
        return "has it"

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(swap, [one, other], ["other-name", "one-name"]))

    assert answers == ["told", "told"]


def test_a_former_handle_is_held_for_ninety_days_for_its_owner_alone(learner: User) -> None:
    now = clock.now()
    rename("seoyeon-park", user=learner, leads_here=False, now=now)

    with pytest.raises(HandleTaken):
        take("seoyeon", user=a_newcomer(), now=now + HANDLE_KEPT_FOR - timedelta(minutes=1))

    rename("seoyeon", user=learner, leads_here=False, now=now)
    assert [former.handle for former in FormerHandle.objects.all()] == ["seoyeon-park"]


def test_after_ninety_days_a_former_handle_is_anybody_s(learner: User) -> None:
    now = clock.now()
    rename("seoyeon-park", user=learner, leads_here=True, now=now)

    taker = take("seoyeon", user=a_newcomer(), now=now + HANDLE_KEPT_FOR)

    assert User.objects.by_handle("seoyeon", now) == taker
    assert not FormerHandle.objects.exists()


@pytest.mark.parametrize("leads_here", [True, False])
def test_a_former_handle_leads_on_only_if_its_owner_asked_for_that(learner: User, leads_here: bool) -> None:
    now = clock.now()
    rename("seoyeon-park", user=learner, leads_here=leads_here, now=now)

    found = User.objects.members().filter(pk=learner.pk)
    if leads_here:
        assert found.by_handle("seoyeon", now).handle == "seoyeon-park"
    else:
        with pytest.raises(User.DoesNotExist):
            found.by_handle("seoyeon", now)


def test_a_former_handle_leads_nowhere_after_ninety_days(learner: User) -> None:
    now = clock.now()
    rename("seoyeon-park", user=learner, leads_here=True, now=now)

    with pytest.raises(User.DoesNotExist):
        User.objects.by_handle("seoyeon", now + HANDLE_KEPT_FOR)


def test_an_empty_handle_is_nobody_s(db: None) -> None:
    a_newcomer()

    with pytest.raises(User.DoesNotExist):
        User.objects.by_handle("", clock.now())


def test_one_s_own_handle_is_no_new_one(learner: User) -> None:
    with pytest.raises(HandleUnchanged):
        rename("seoyeon", user=learner, leads_here=False, now=clock.now())


def test_a_handle_can_be_changed_three_times_in_thirty_days(learner: User) -> None:
    now = clock.now()
    for handle in ("first-one", "second-one", "third-one"):
        rename(handle, user=learner, leads_here=False, now=now)

    with pytest.raises(RenamedTooOften):
        rename("fourth-one", user=learner, leads_here=False, now=now + timedelta(days=29))

    rename("fourth-one", user=learner, leads_here=False, now=now + timedelta(days=31))


def test_one_of_one_s_own_can_be_taken_back_as_long_as_that_gives_up_no_fourth(learner: User) -> None:
    now = clock.now()
    for handle in ("first-one", "second-one", "third-one"):
        rename(handle, user=learner, leads_here=False, now=now)

    rename("seoyeon", user=learner, leads_here=False, now=now)

    assert FormerHandle.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_renames_of_one_person_at_once_lose_no_handle_in_between() -> None:
    person = make_member("here-now")
    together = Barrier(2)

    def move(handle: str) -> None:
        same = User.objects.get(pk=person.pk)
        together.wait()
        rename(handle, user=same, leads_here=False, now=clock.now())
        connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(move, ["one-way", "other-way"]))

    last = User.objects.get(pk=person.pk).handle
    passed = {"here-now", "one-way", "other-way"} - {last}
    assert {former.handle for former in FormerHandle.objects.all()} == passed
