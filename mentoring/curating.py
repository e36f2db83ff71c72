"""Applications among what waits for curators."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.topics import BY_KEY as TOPICS
from kit.durations import say_since
from mentoring.reads.said import IS_MEMBER
from roadmap.desk import MOST, Queue, Row, register

# Who asked to be a mentor, as Mentor.objects.waiting says it; nobody decides about themselves.
_APPLICATIONS: Final = f"""
SELECT m.user_id AS id, m.applied_at, m.topics, u.name
FROM mentoring_mentor m JOIN accounts_user u ON u.id = m.user_id
WHERE m.state = 'applied' AND m.user_id <> %(viewer)s AND {IS_MEMBER}
ORDER BY m.applied_at, m.user_id LIMIT {MOST}
"""  # noqa: S608 - of constants


def _applied(row: Mapping[str, Any], now: datetime) -> Row:
    return Row(
        pk=row["id"],
        number=say_since(now - datetime.fromisoformat(row["applied_at"])),
        title=row["name"],
        note=" · ".join(str(TOPICS[key].name) for key in row["topics"] if key in TOPICS),
    )


register(Queue("mentors", _("Who wants to be a mentor"), "mentoring:application", _APPLICATIONS, _applied))
