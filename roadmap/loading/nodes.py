"""YAML with its line numbers kept: every question to a mapping knows the line that answers it, or fails to."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kit.bilingual import Both
from roadmap.loading.problems import BadPartError, Place

KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_KEY: Final = 60
MOST_TOGETHER: Final = 9999  # hours, months, years: what a number in the data may be at most

_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C, where PyYAML was built with it: ten times as fast

_STRING = "tag:yaml.org,2002:str"
_FLAG = "tag:yaml.org,2002:bool"
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


@dataclass(frozen=True, slots=True)
class Ref:
    """The key of another thing, and where it was written."""

    key: str
    place: Place


def read(path: Path, name: str) -> Node:
    """The document in a file that is called `name` in messages. Raises BadPartError."""
    text = _decoded(path, name)
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadPartError(Place(name, mark.line + 1 if mark else 1), f"this is no YAML: {error.problem}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise BadPartError(Place(name, line), f"a sign that no text has: {error.reason}") from error
    if node is None:
        raise BadPartError(Place(name, 1), "the file is empty")
    return node


def _composed(text: str) -> Node | None:
    try:
        return yaml.compose(text, Loader=_QUICK)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)  # says better what is wrong


def parts(node: Node, name: str) -> Iterator[Node]:
    """The items of a list. Raises BadPartError for anything else."""
    if not isinstance(node, SequenceNode):
        raise BadPartError(_place(node, name), "a list belongs here, each item beginning with “- ”")
    yield from node.value


class Part:
    """A mapping of a data file. Ask for each value by name, then say `done`: what nobody asked for is unknown."""

    def __init__(self, node: Node, file: str, within: str = "") -> None:
        self._whole, self.file, self.within = node, file, within
        self.values: dict[str, Node] = {}
        self.lines: dict[str, int] = {}
        self.asked: set[str] = set()
        if not isinstance(node, MappingNode):
            raise BadPartError(self.place, "names with values belong here (name: value)")
        for name, value in node.value:
            self._add(name, value)

    @property
    def place(self) -> Place:
        return _place(self._whole, self.file)

    def at(self, name: str) -> Place:
        """Where `name` stands, or the part's first line where it is missing."""
        return Place(self.file, self.lines[name]) if name in self.lines else self.place

    def has(self, name: str) -> bool:
        return name in self.values

    def done(self) -> None:
        """Raises BadPartError for a name that nobody asked for."""
        for name in self.values:
            if name not in self.asked:
                known = ", ".join(sorted(self.asked))
                raise BadPartError(self.at(name), f"“{name}” is not known here; known are {known}")

    def text(self, name: str, longest: int | None = None, *, default: str | None = None) -> str:
        """A text that is not empty; `default` where it may be left out."""
        if default is not None and not self.has(name):
            self.asked.add(name)
            return default
        called = f"{self.within}.{name}" if self.within else name
        text = _string(self._ask(name), self.file, called).strip()
        if not text:
            raise BadPartError(self.at(name), f"“{called}” is empty")
        if longest is not None and len(text) > longest:
            raise BadPartError(self.at(name), f"“{called}” has {len(text)} characters; {longest} is the most")
        return text

    def both(self, name: str, longest: int | None = None) -> Both:
        """A text in both languages."""
        languages = Part(self._ask(name), self.file, within=name)
        for code, said in (("ko", "Korean"), ("en", "English")):
            if not languages.has(code):
                raise BadPartError(self.at(name), f"“{name}” has no {said} text ({code})")
        text = Both(ko=languages.text("ko", longest), en=languages.text("en", longest))
        languages.done()
        return text

    def both_or_none(self, name: str) -> Both:
        """A text in both languages, empty where it is left out."""
        if not self.has(name):
            self.asked.add(name)
            return Both(ko="", en="")
        return self.both(name)

    def key(self, name: str) -> str:
        """A stable key: lower case, digits, single hyphens."""
        return _key(self._ask(name), self.file).key

    def ref(self, name: str) -> Ref:
        return _key(self._ask(name), self.file)

    def ref_or_none(self, name: str) -> Ref | None:
        self.asked.add(name)
        return self.ref(name) if self.has(name) else None

    def refs(self, name: str, *, needed: bool = True) -> tuple[Ref, ...]:
        """Keys in order, none twice."""
        if not needed and not self.has(name):
            self.asked.add(name)
            return ()
        found: dict[str, Ref] = {}
        for node in parts(self._ask(name), self.file):
            ref = _key(node, self.file)
            if ref.key in found:
                raise BadPartError(ref.place, f"“{ref.key}” is in “{name}” twice")
            found[ref.key] = ref
        return tuple(found.values())

    def choice(self, name: str, among: Collection[str], *, default: str | None = None) -> str:
        chosen = self.text(name, default=default)
        if chosen not in among and chosen != default:
            raise BadPartError(self.at(name), f"“{name}” can’t be “{chosen}”; it is one of {', '.join(among)}")
        return chosen

    def flag(self, name: str) -> bool:
        """True or false; false where it is left out."""
        self.asked.add(name)
        node = self.values.get(name)
        if node is not None and node.tag != _FLAG:
            raise BadPartError(self.at(name), f"“{name}” is true or false")
        return node is not None and node.value.lower() in ("true", "yes", "on")

    def whole(self, name: str) -> int:
        return _whole(self._ask(name), self.file, name)

    def whole_or_none(self, name: str) -> int | None:
        self.asked.add(name)
        return self.whole(name) if self.has(name) else None

    def tenths_or_none(self, name: str) -> Decimal | None:
        """A number with at most one decimal, above zero."""
        self.asked.add(name)
        return _tenths(self.values[name], self.file, name) if self.has(name) else None

    def low_to_high(self, name: str) -> tuple[int, int]:
        """[low, high], both above zero."""
        numbers = [_whole(node, self.file, name) for node in parts(self._ask(name), self.file)]
        if len(numbers) != 2:
            raise BadPartError(self.at(name), f"“{name}” is two numbers: [low, high]")
        low, high = numbers
        if low > high:
            raise BadPartError(self.at(name), f"“{name}” goes from {low} down to {high}; the low one comes first")
        return low, high

    def node(self, name: str) -> Node:
        """What stands under `name`, as it was read."""
        return self._ask(name)

    def node_or_none(self, name: str) -> Node | None:
        self.asked.add(name)
        return self.values.get(name)

    def part_or_none(self, name: str) -> "Part | None":
        self.asked.add(name)
        return Part(self.values[name], self.file) if self.has(name) else None

    def _add(self, name: Node, value: Node) -> None:
        if not isinstance(name, ScalarNode):
            raise BadPartError(_place(name, self.file), "a name belongs here")
        if name.value in self.values:
            raise BadPartError(_place(name, self.file), f"“{name.value}” stands here twice")
        self.values[name.value] = value
        self.lines[name.value] = name.start_mark.line + 1

    def _ask(self, name: str) -> Node:
        self.asked.add(name)
        if name not in self.values:
            raise BadPartError(self.place, f"“{name}” is missing")
        return self.values[name]


def _decoded(path: Path, name: str) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadPartError(Place(name, 1), f"can’t be read: {error.strerror}") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadPartError(Place(name, line), "this is not UTF-8; save the file as UTF-8") from error


def _place(node: Node, file: str) -> Place:
    return Place(file, node.start_mark.line + 1)


def _string(node: Node, file: str, name: str) -> str:
    if not isinstance(node, ScalarNode):
        raise BadPartError(_place(node, file), f"“{name}” is a text, not a list or a mapping")
    if node.tag != _STRING:
        raise BadPartError(_place(node, file), f"“{name}” is a text; put {node.value or 'it'} in quotes")
    return str(node.value)


def _key(node: Node, file: str) -> Ref:
    key = _string(node, file, "key")
    if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        raise BadPartError(
            _place(node, file), f"“{key}” is no key: a–z, digits and single hyphens, at most {LONGEST_KEY}"
        )
    return Ref(key, _place(node, file))


def _whole(node: Node, file: str, name: str) -> int:
    number = _tenths(node, file, name)
    if number != int(number):
        raise BadPartError(_place(node, file), f"“{name}” is a whole number, not {number}")
    return int(number)


def _tenths(node: Node, file: str, name: str) -> Decimal:
    try:
        number = Decimal(node.value) if node.tag in _NUMBERS else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise BadPartError(_place(node, file), f"“{name}” is a number, not “{node.value}”")
    if not 0 < number <= MOST_TOGETHER:
        raise BadPartError(_place(node, file), f"“{name}” can’t be {number}; from above 0 to {MOST_TOGETHER}")
    if number != round(number, 1):
        raise BadPartError(_place(node, file), f"“{name}” takes tenths at most, not {number}")
    return round(number, 1)
