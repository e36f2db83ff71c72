"""A line through values, and the goal they are on their way to."""

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT, _FOOT = 300, 64, 60


def spark(values: Sequence[float], *, goal: float | None, says: str) -> Markup:
    """The values from left to right, the goal dotted; `says` is the sentence that stands for the picture."""
    top = max([*values, goal or 0]) * 1.06 or 1
    step = WIDTH / max(1, len(values) - 1)

    def y(value: float) -> str:
        return f"{_FOOT - _FOOT * value / top:.1f}"

    line = "L".join(f"{n * step:.0f} {y(value)}" for n, value in enumerate(values))
    dotted = Markup('<path class="goal" d="M0 {}H{}"/>').format(y(goal), WIDTH) if goal is not None else ""
    return Markup(
        '<svg class="curve" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">'
        '{}<path class="spark" d="M{}"/></svg>'
    ).format(WIDTH, HEIGHT, says, dotted, line)
