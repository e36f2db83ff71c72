"""Templates are compiled once for each language, so that a text without values in it is no call but a piece of the page.

A page asks for some seventy texts, and to look them up while it is printed took a third of the printing.
"""

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, Final

from django.utils import translation
from jinja2 import Environment, Template, nodes
from jinja2.visitor import NodeTransformer

from kit.bilingual import language

SAYS: Final[Mapping[str, Callable[..., str]]] = {
    "_": translation.gettext,
    "gettext": translation.gettext,
    "pgettext": translation.pgettext,
}
SAME_ALWAYS: Final = frozenset({"icon", "static"})  # what they answer depends on nothing but what they are given


class Ours(Environment):
    """The environment of all templates; what is asked of it is answered by the one of the language being spoken."""

    spoken = ""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.by_language: dict[str, Ours] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as Jinja names it
    ) -> Template:
        return super(Ours, self._of(language())).get_template(name, parent, globals)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One plain dict for all templates, which Jinja then need not copy from a chain."""
        return super().make_globals(d) if d else self.globals

    def _of(self, code: str) -> "Ours":
        if self.spoken:
            return self
        if code not in self.by_language:
            env = self.overlay()
            env.spoken = code
            self.by_language[code] = env
        return self.by_language[code]

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        if self.spoken:
            source = Said(self).visit(source)
        return super()._generate(source, *args, **kwargs)


class Said(NodeTransformer):
    """Puts in place of a call what it will answer, as far as that is known."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - as Jinja's visitors are named
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if not _is_known(node.args) or node.dyn_args or node.dyn_kwargs:
            return node
        given = [argument.as_const() for argument in node.args]
        if name in SAYS:
            return _said(SAYS[name](*given), node)
        if name in SAME_ALWAYS and _is_known([pair.value for pair in node.kwargs]):
            named = {pair.key: pair.value.as_const() for pair in node.kwargs}
            answer: Any = self.environment.globals[name]
            return nodes.Const(answer(*given, **named), lineno=node.lineno)
        return node


def _is_known(values: list[nodes.Expr]) -> bool:
    return all(isinstance(value, nodes.Const) for value in values)


def _said(text: str, node: nodes.Call) -> nodes.Node:
    """The text with the values that the call names, as Jinja's own gettext puts them in."""
    pairs = [nodes.Pair(nodes.Const(pair.key), pair.value) for pair in node.kwargs]
    said = nodes.Mod(nodes.MarkSafeIfAutoescape(nodes.Const(text)), nodes.Dict(pairs))
    return said.set_lineno(node.lineno)
