from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import translation

from accounts.models import User
from accounts.visibility import Visibility
from kit.errors import Refusal
from portfolio.actions import entries, keeping
from portfolio.models import Entry, Project
from roadmap.actions.enrollment import enroll
from roadmap.actions.progress import finish, note
from roadmap.models import Progress, Step
from tests.portfolio.conftest import NOON, TODAY, Logged

TWO_IN_THE_NIGHT = datetime(2026, 4, 11, 17, 0, tzinfo=UTC)  # of 12 April in Seoul


def said(entry: Entry, **changes: object) -> dict[str, object]:
    """What `entry` says, with changes, as the verbs take it."""
    names = ("day", "text", "minutes", "visibility", "step", "project")
    return {name: getattr(entry, name) for name in names} | changes


# ---- writing down


def test_what_was_done_is_kept_as_typed_and_drawn_at_once(logged: Logged) -> None:
    entry = logged("`mAP` 0.71 → **0.63**\r\n\r\n그림자 때문이에요.\n\n")

    entry.refresh_from_db()
    assert entry.text == "`mAP` 0.71 → **0.63**\n\n그림자 때문이에요."
    assert "<strong>0.63</strong>" in entry.html
    assert (entry.day, entry.minutes, entry.visibility, entry.version) == (TODAY, 90, "private", 1)


def test_the_indentation_of_a_first_line_of_code_stays(logged: Logged) -> None:
    assert logged("\n   \n    x = 1\n    y = 2").text == "    x = 1\n    y = 2"


def test_the_same_form_sent_again_is_one_entry(logged: Logged) -> None:
    key = uuid4()

    first, second = logged("한 번", form_key=key), logged("한 번", form_key=key)

    assert first == second
    assert Entry.objects.count() == 1


def test_a_form_the_browser_brought_back_and_written_anew_is_another_entry_and_again_only_one(logged: Logged) -> None:
    key = uuid4()
    first = logged("아침", form_key=key)

    second, third = logged("저녁", form_key=key), logged("저녁", form_key=key)

    assert second == third != first
    assert Entry.objects.standing().count() == 2


def test_a_form_sent_again_after_taking_its_entry_back_stands_again(logged: Logged) -> None:
    key = uuid4()
    keeping.remove(logged("잘못 눌렀어요", form_key=key), now=NOON)

    again = logged("잘못 눌렀어요", form_key=key)

    assert list(Entry.objects.standing()) == [again]


def test_two_people_may_send_the_same_key(logged: Logged, peer: User) -> None:
    key = uuid4()

    assert logged(form_key=key).owner != logged(form_key=key, owner=peer).owner


@pytest.mark.django_db(transaction=True)
def test_eight_equal_forms_at_once_are_one_entry(learner: User, step: Step) -> None:
    enroll(learner=learner, phase="portfolio", hours_a_week=10, today=TODAY)
    form_key = uuid4()

    def send(_: int) -> int:
        try:
            entry = entries.log(
                learner,
                text="한 번만",
                minutes=5,
                day=TODAY,
                step=step,
                visibility="private",
                form_key=form_key,
                now=NOON,
            )
        finally:
            connection.close()
        return entry.pk

    with ThreadPoolExecutor(8) as hands:
        written = set(hands.map(send, range(8)))

    assert len(written) == Entry.objects.count() == Progress.objects.count() == 1


# ---- the day


def test_at_two_in_the_night_today_and_yesterday_are_both_taken_and_tomorrow_is_not(
    logged: Logged, learner: User
) -> None:
    today = learner.calendar_day(TWO_IN_THE_NIGHT)

    for day in (today, today - timedelta(days=1)):
        assert logged(day=day, now=TWO_IN_THE_NIGHT).day == day
    with translation.override("ko"), pytest.raises(entries.DayAhead) as refused:
        logged(day=today + timedelta(days=1), now=TWO_IN_THE_NIGHT)
    assert str(refused.value) == "4월\u00a013일은 아직 오지 않았어요. 오늘이나 지난 날짜를 골라 주세요."


def test_a_day_long_ago_is_kept_as_it_was(logged: Logged) -> None:
    assert logged(day=date(2019, 12, 31)).day == date(2019, 12, 31)
    with pytest.raises(entries.LongAgo):
        logged(day=date(26, 4, 9))


def test_a_day_that_is_ahead_after_flying_west_can_still_be_mended(logged: Logged, learner: User) -> None:
    entry = logged(day=TODAY)
    User.objects.filter(pk=learner.pk).update(time_zone="Pacific/Honolulu")

    mended = entries.edit(entry, version=1, now=NOON, **said(entry, text="고친 글"))

    assert (mended.text, mended.day) == ("고친 글", TODAY)


# ---- what is refused


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"minutes": 400 * 60}, entries.TooLong),
        ({"text": " \n\t ", "minutes": 0}, entries.SaysNothing),
        ({"text": "가" * 20_001}, entries.TextTooLong),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    logged: Logged, wrong: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        logged(**wrong)

    assert not Entry.objects.exists()


def test_time_alone_or_words_alone_are_an_entry(logged: Logged) -> None:
    assert logged("", minutes=5).html == ""
    assert logged("적어만 둬요", minutes=0).minutes == 0


def test_only_ones_own_standing_project_can_be_written_about(logged: Logged, learner: User, peer: User) -> None:
    theirs = Project.objects.create(owner=peer, title="Night Rain", visibility="public")
    gone = Project.objects.create(owner=learner, title="접은 것", removed_at=NOON)
    mine = Project.objects.create(owner=learner, title="RoadScan")

    for project in (theirs, gone):
        with pytest.raises(entries.NotYourProject):
            logged(project=project)
    assert logged(project=mine).project == mine


# ---- the step


def test_writing_about_a_step_begins_it_on_the_day_of_the_entry(logged: Logged, learner: User, step: Step) -> None:
    enroll(learner=learner, phase="portfolio", hours_a_week=10, today=TODAY)
    note(learner, step, "먼저 읽기", version=0)

    logged(step=step, day=TODAY - timedelta(days=3))

    row = Progress.objects.get()
    assert (row.state, row.started_on, row.note) == ("doing", TODAY - timedelta(days=3), "먼저 읽기")


def test_writing_about_a_done_step_leaves_it_done(logged: Logged, learner: User, step: Step) -> None:
    enroll(learner=learner, phase="portfolio", hours_a_week=10, today=TODAY)
    finish(learner, step, today=TODAY)

    logged(step=step)

    assert Progress.objects.get().state == "done"


def test_who_is_not_on_the_roadmap_may_write_about_a_step(logged: Logged, step: Step) -> None:
    assert logged(step=step).step == step
    assert not Progress.objects.exists()


# ---- mending


def test_two_windows_lose_nothing(logged: Logged) -> None:
    entry = logged("처음")
    entries.edit(entry, version=1, now=NOON, **said(entry, text="휴대폰에서"))

    with pytest.raises(keeping.ChangedMeanwhile) as refused:
        entries.edit(entry, version=1, now=NOON, **said(entry, text="노트북에서"))

    assert refused.value.standing.text == "휴대폰에서"
    assert Entry.objects.get().text == "휴대폰에서"
    chosen = entries.edit(entry, version=2, now=NOON, **said(entry, text="노트북에서"))
    assert (chosen.version, Entry.objects.get().text) == (3, "노트북에서")


def test_a_mended_entry_is_drawn_anew_and_saving_it_twice_is_saving_it_once(logged: Logged) -> None:
    entry = logged("처음")

    for _ in range(2):
        mended = entries.edit(entry, version=1, now=NOON, **said(entry, text="**굵게**", minutes=1440))

    assert mended.version == 2
    assert "<strong>굵게</strong>" in Entry.objects.get().html


def test_an_entry_taken_away_in_another_window_is_not_overwritten_and_comes_back_when_chosen(logged: Logged) -> None:
    entry = logged("처음")
    keeping.remove(entry, now=NOON)

    with pytest.raises(keeping.ChangedMeanwhile) as refused:
        entries.edit(entry, version=1, now=NOON, **said(entry, text="고친 글"))
    entries.edit(entry, version=refused.value.standing.version, now=NOON, **said(entry, text="고친 글"))

    assert Entry.objects.standing().get().text == "고친 글"


def test_a_project_that_was_taken_away_stays_in_what_was_written_about_it(logged: Logged, learner: User) -> None:
    project = Project.objects.create(owner=learner, title="RoadScan")
    entry = logged(project=project)
    Project.objects.update(removed_at=NOON)

    assert entries.edit(entry, version=1, now=NOON, **said(entry, text="고친 글")).project == project


# ---- taking away


def test_an_entry_comes_back_within_30_days_and_not_after(logged: Logged) -> None:
    entry = keeping.remove(logged(), now=NOON)
    assert not Entry.objects.standing().exists()

    keeping.bring_back(entry, now=NOON + timedelta(days=29))
    assert Entry.objects.standing().get() == entry

    keeping.remove(entry, now=NOON)
    with pytest.raises(keeping.GoneForGood):
        keeping.bring_back(entry, now=NOON + timedelta(days=30))


def test_taking_away_twice_keeps_the_first_day_and_bringing_back_twice_is_fine(logged: Logged) -> None:
    entry = keeping.remove(logged(), now=NOON)
    keeping.remove(entry, now=NOON + timedelta(days=3))
    assert entry.removed_at == NOON

    for _ in range(2):
        keeping.bring_back(entry, now=NOON)
    assert entry.removed_at is None


def test_the_first_entry_is_private_and_the_next_is_seen_as_the_last_was(logged: Logged, learner: User) -> None:
    assert Entry.objects.of(learner).last_visibility() == Visibility.PRIVATE

    logged(visibility="public")
    logged(visibility="members", day=TODAY - timedelta(days=9))

    assert Entry.objects.of(learner).last_visibility() == Visibility.MEMBERS


def test_two_hundred_entries_within_a_day_are_enough(logged: Logged, learner: User, signed_in: Any, at: Any) -> None:
    at(NOON)
    key = uuid4()
    first = logged(form_key=key)
    made = {"owner": learner, "day": TODAY, "minutes": 1, "created_at": NOON, "removed_at": NOON}
    Entry.objects.bulk_create(Entry(form_key=uuid4(), **made) for _ in range(entries.MOST_A_DAY - 1))

    page = signed_in(learner).post("/log/", {"text": "하나 더", "visibility": "private"})

    assert page.status_code == 422
    assert "하루에 기록을 200개 남겼어요" in page.content.decode()
    assert "하나 더</textarea>" in page.content.decode()
    assert logged(form_key=key) == first, "the same form again is still the same entry"
    Entry.objects.update(created_at=NOON - timedelta(days=1))
    assert logged(form_key=uuid4()).pk
