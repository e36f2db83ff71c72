"""A learner on the trail, as read: pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.plan import Pace, Plan, Walked, draw
from roadmap.planning import legs_of
from roadmap.trail import Trail


@dataclass(frozen=True, slots=True)
class Walking:
    """A learner on the trail: their pace (None when not enrolled) and what they walked, by step."""

    pace: Pace | None
    walked: Mapping[int, Walked]
    states: Mapping[int, str]  # doing, done or skipped

    def plan(self, walk: Trail) -> Plan | None:
        """Their plan along `walk`; None when not enrolled."""
        return draw(legs_of(walk), self.pace, self.walked) if self.pace else None

    def marks(self, plan: Plan | None) -> Mapping[int, str]:
        """By step: how the trail's marks are painted, the next one as `now`."""
        if plan is None:
            return {}
        passed = {planned.step: "done" for planned in plan.steps if planned.passed}
        here = {plan.next.step: "now"} if plan.next else {}
        return passed | dict(self.states) | here
