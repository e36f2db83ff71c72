"""Every recurring task on one screen: name, what, how often and why that often.

`expires` is shorter than the interval, so that a worker that was away finds one of each waiting, not a hundred.
"""

from typing import Any

SCHEDULE: dict[str, dict[str, Any]] = {}
