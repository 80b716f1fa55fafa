"""Rows of a database made into what a query set makes of them, with all that is the same for each row worked out once.

Objects are filled directly, without the constructor of the model: nobody listens to Django's signals of it here. They
are what Django makes, down to their state (tests/test_statements.py).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable

Converter = tuple[int, list[Callable[[Any, Any, Any], Any]], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of one model in a row, how its object is tied to the one it hangs on, and what hangs on it."""

    model: type[Model]
    first: int
    last: int
    names: tuple[str, ...]
    key: int
    tie: Callable[[Any, Any], None]
    tie_back: Callable[[Any, Any], None]
    parts: tuple[Self, ...]


@dataclass(frozen=True, slots=True)
class Maker:
    """`whole` is None where rows stay tuples; `converters` is what fields and database make of single values."""

    whole: Part | None
    converters: tuple[Converter, ...]
    annotations: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, queryset: QuerySet[Any, Any], compiler: Any) -> Self:
        """From a compiler that has said its SQL."""
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        converters = [(at, convert, column) for at, (convert, column) in compiler.get_converters(columns).items()]
        if queryset._iterable_class is not ModelIterable:
            return cls(None, tuple(converters), ())
        whole = _part(compiler.klass_info, compiler.select)
        return cls(whole, tuple(converters), tuple((compiler.annotation_col_map or {}).items()))

    def made(self, rows: Iterable[Sequence[Any]]) -> list[Any]:
        converted = map(self._converted, rows) if self.converters else rows
        if self.whole is None:
            return [tuple(row) for row in converted]
        return [self._object(self.whole, row) for row in converted]

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for at, converters, column in self.converters:
            for convert in converters:
                values[at] = convert(values[at], column, connection)
        return values

    def _object(self, whole: Part, row: Sequence[Any]) -> Any:
        made = _object(whole, row)
        for name, at in self.annotations:
            made.__dict__[name] = row[at]
        return made


def _part(info: Any, select: Any) -> Part:
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    model, names = info["model"], tuple(column.target.attname for column, *_ in select[first:last])
    return Part(
        model=model,
        first=first,
        last=last,
        names=names,
        key=first + names.index(model._meta.pk.attname),
        tie=info.get("local_setter", _not_tied),
        tie_back=info.get("remote_setter", _not_tied),
        parts=tuple(_part(below, select) for below in info.get("related_klass_infos", ())),
    )


def _object(part: Part, row: Sequence[Any]) -> Any:
    made = part.model.__new__(part.model)
    state = ModelState()
    state.adding, state.db = False, connection.alias
    made.__dict__["_state"] = state
    made.__dict__.update(zip(part.names, row[part.first : part.last], strict=True))
    for below in part.parts:
        if row[below.key] is None:
            below.tie(made, None)
        else:
            related = _object(below, row)
            below.tie(made, related)
            below.tie_back(related, made)
    return made


def _not_tied(one: Any, other: Any) -> None:
    """The row's own model hangs on nothing."""
