"""Letting somebody see for a while what is not shown to them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit.errors import Refusal
from portfolio.actions import keeping
from portfolio.models import Grant, Milestone, Project


class NotGrantable(Refusal):
    message = _("This can’t be shown to them.")


@transaction.atomic
def give(
    reader: User, *, project: Project | None = None, milestone: Milestone | None = None, until: datetime, now: datetime
) -> Grant:
    """Let `reader` see a project, or a milestone with the project it is from, until then; given again, it ends then.

    Raises NotGrantable for one's own, for what was withdrawn, and for neither or both.
    """
    thing = project or milestone
    if thing is None or (project and milestone) or thing.owner_id == reader.pk:
        raise NotGrantable
    if milestone is not None and keeping.held(milestone).is_withdrawn:
        raise NotGrantable
    grant, _new = Grant.objects.update_or_create(
        reader=reader,
        project=project,
        milestone=milestone,
        defaults={"until": until},
        create_defaults={"owner_id": thing.owner_id, "until": until, "created_at": now},
    )
    return grant


def end(reader: User, *, project: Project | None = None, milestone: Milestone | None = None, now: datetime) -> None:
    """Let `reader` see it no longer; one that has ended stays so."""
    running = Grant.objects.filter(reader=reader, project=project, milestone=milestone, until__gt=now)
    running.update(until=now)
