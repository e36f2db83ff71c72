"""What is wrong with a data file, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.errors import Refusal


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a data file, as an editor counts it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    place: Place
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}"


class BadPartError(Exception):
    """Stops the reading of one part; the rest of the file is still read, so that all problems are told at once."""

    def __init__(self, place: Place, reason: str) -> None:
        self.problem = Problem(place, reason)
        super().__init__(str(self.problem))


class BadRoadmap(Refusal):
    """Data that is refused whole: nothing of it was loaded. One problem a line, with file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
