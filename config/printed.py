"""A part of a page that says the same to everybody is printed once, and kept in the process's memory.

    {% printed trail.reading, one.key %}…{% endprinted %}

What stands behind the word tells when to print anew; the language and the kind of address (/ko/…, /en/…, bare) count by
themselves. Nothing of the person who reads may stand inside: no name, no mark, no form with a token.
"""

from collections.abc import Callable
from typing import Any, Final

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from markupsafe import Markup

from kit.bilingual import language

MOST_KEPT: Final = 4000  # parts; some KB each

_kept: dict[tuple[object, ...], Markup] = {}


class Printed(Extension):
    tags = {"printed"}  # noqa: RUF012 - as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        when = parser.parse_tuple()
        place = nodes.Const((parser.name, parser.free_identifier().name))
        body = parser.parse_statements(("name:endprinted",), drop_needle=True)
        printing = self.call_method("_printed", [nodes.ContextReference(), place, when])
        return nodes.CallBlock(printing, [], [], body).set_lineno(line)

    def _printed(self, context: Context, place: tuple[str, str], when: Any, caller: Callable[[], Markup]) -> Markup:
        prefix = getattr(context.get("request"), "language_in_address", "")
        key = (place, when, language(), prefix)
        part = _kept.get(key)
        if part is None:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            part = _kept[key] = caller()
        return part
