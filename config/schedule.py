"""Every recurring task on one screen: name, what, how often and why that often.

`expires` is shorter than the interval, so that a worker that was away finds one of each waiting, not a hundred.
"""

from typing import Any

from celery.schedules import crontab

MINUTE = 60.0
WITHIN_THE_MINUTE = {"expires": 50}

SCHEDULE: dict[str, dict[str, Any]] = {
    # Rung for on commit; this finds what no bell was heard for, and what is to be tried again.
    "deliver mail": {"task": "notices.tasks.deliver", "schedule": MINUTE, "options": WITHIN_THE_MINUTE},
    # Hours begin at every minute somewhere: time zones, and people who were moved on a moment ago.
    "remind": {"task": "notices.tasks.remind", "schedule": MINUTE, "options": WITHIN_THE_MINUTE},
    # One question to an index while the roadmap stays as it is; after a change, every plan within minutes.
    "replan": {"task": "roadmap.tasks.replan", "schedule": MINUTE, "options": WITHIN_THE_MINUTE},
    # Every link once a day, a host at most every ten seconds: a minute takes those whose turn it is.
    "check links": {"task": "roadmap.tasks.check_links", "schedule": MINUTE, "options": WITHIN_THE_MINUTE},
    # Rung for when something is claimed; this finds what waited for GitHub, or for a bell that nobody heard.
    "read evidence": {"task": "portfolio.tasks.read_evidence", "schedule": 3 * MINUTE, "options": {"expires": 170}},
    # Opens the week on Monday; for the rest of it, one question to an index.
    "surface peers": {"task": "peers.tasks.surface", "schedule": crontab(minute="5"), "options": {"expires": 3_000}},
    # Operators are told after five minutes of silence.
    "pulse": {"task": "notices.tasks.pulse", "schedule": MINUTE, "options": WITHIN_THE_MINUTE},
    # Onboarding gives everybody a preference; this mends what it missed.
    "complete preferences": {
        "task": "notices.tasks.complete",
        "schedule": crontab(hour="3", minute="40"),
        "options": {"expires": 3_600},
    },
    # Nobody waits for it: sessions that ran out, pictures no text shows, what was taken away 30 days ago.
    "tidy": {"task": "home.tasks.tidy", "schedule": crontab(hour="19", minute="10"), "options": {"expires": 3_600}},
}
