"""Walking: a step is begun, done, skipped or taken up again. Each verb moves the plan."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.dates import EARLIEST
from kit.errors import Refusal
from roadmap.actions.enrollment import held, renew
from roadmap.models import Enrollment, Progress, Step
from roadmap.models.progress import ProgressState
from roadmap.planning import plan_of

LONGEST_NOTE = 4_000


class NoteTooLong(Refusal):
    message = _("A note holds 4,000 characters. Shorten it, or write it into your log.")


class NoteChangedMeanwhile(Refusal):
    """`standing` is the note as it was saved elsewhere."""

    message = _("This was changed in another window. Choose which text stays.")

    def __init__(self, standing: Progress) -> None:
        self.standing = standing
        super().__init__()


class DayAhead(Refusal):
    message = _("That day hasn’t come yet. Choose today or an earlier day.")


class LongAgo(Refusal):
    message = _("That’s before 1970. Check the year.")


def start(learner: User, step: Step, *, today: date) -> Progress:
    """Begin a step, or go on with one that was done or skipped."""

    def doing(row: Progress) -> None:
        row.state, row.finished_on = ProgressState.DOING, None
        row.started_on = row.started_on or today

    return _walk(learner, step, doing)


@transaction.atomic
def begin(learner: User, step: Step, *, on: date) -> None:
    """Begin a step that is still to do, on a day; whatever was said of it stays, and so does who is not on the roadmap."""
    enrollment = Enrollment.objects.select_for_update().filter(learner=learner).first()
    if enrollment is None:
        return
    if not enrollment.progress.filter(step=step).exclude(state=ProgressState.NOTED).exists():
        start(learner, step, today=on)


def finish(learner: User, step: Step, *, today: date, on: date | None = None) -> Progress:
    """Done, today or on an earlier day. Raises DayAhead and LongAgo."""
    day = on or today
    if day > today:
        raise DayAhead
    if day < EARLIEST:
        raise LongAgo

    def done(row: Progress) -> None:
        row.state, row.finished_on = ProgressState.DONE, day
        row.started_on = min(row.started_on or day, day)

    return _walk(learner, step, done)


def skip(learner: User, step: Step) -> Progress:
    """Walk past a step; it takes no time any more."""

    def skipped(row: Progress) -> None:
        row.state, row.finished_on = ProgressState.SKIPPED, None

    return _walk(learner, step, skipped)


def put_back(learner: User, step: Step) -> Progress:
    """Back to what is still to do; the note stays."""

    def to_do(row: Progress) -> None:
        row.state, row.started_on, row.finished_on = ProgressState.NOTED, None, None

    return _walk(learner, step, to_do)


@transaction.atomic
def note(learner: User, step: Step, text: str, *, version: int) -> Progress:
    """Keep what `learner` made of that `version` of their note on a step, which nobody else ever sees.

    Raises NoteTooLong, and NoteChangedMeanwhile when another version stands by now and says something else.
    """
    if len(text) > LONGEST_NOTE:
        raise NoteTooLong
    row, _new = Progress.objects.get_or_create(enrollment=held(learner), step=step)
    if row.note == text:
        return row
    if row.note_version != version:
        raise NoteChangedMeanwhile(row)
    row.note, row.note_version = text, version + 1
    row.save(update_fields=["note", "note_version"])
    return row


@transaction.atomic
def _walk(learner: User, step: Step, change: Callable[[Progress], None]) -> Progress:
    enrollment = held(learner)
    before = plan_of(enrollment).next
    row, _new = Progress.objects.get_or_create(enrollment=enrollment, step=step)
    change(row)
    row.save(update_fields=["state", "started_on", "finished_on"])
    _forget_own_date(enrollment, before.step if before else None)
    renew(enrollment)
    return row


def _forget_own_date(enrollment: Enrollment, step_before: int | None) -> None:
    """A date of one's own was for the step that was next; it does not pass on to another."""
    upcoming = plan_of(enrollment).next
    if upcoming is None or upcoming.step != step_before:
        enrollment.own_due_on = None
