"""Parts of words, found by ILIKE, which an index of pg_trgm answers (Django's `icontains` asks UPPER and misses it)."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler


class ILike(Lookup):
    """`column ILIKE pattern`: `.filter(ILike(F("text"), Value(holding("걸음"))))`."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, column_params = self.process_lhs(compiler, connection)
        pattern, pattern_params = self.process_rhs(compiler, connection)
        return f"{column} ILIKE {pattern}", (*column_params, *pattern_params)


def holding(word: str) -> str:
    """The pattern for "holds `word`", whatever signs are in it."""
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"
