"""Base models that the rows of municipalities stand on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.db import models
from django.db.models.sql import Query

from chinar.foundation.core import scope

M = TypeVar("M", bound=models.Model)


class ScopedQuery(Query):
    """SQL that runs only in the scope it was made in; a query carried elsewhere, or made past the manager, raises."""

    def __init__(self, model: Any, alias_cols: bool = True) -> None:
        super().__init__(model, alias_cols)
        # Django makes queries of its own inside a query (an exclude() through a reverse relation).
        self.made_in: object = scope.mark()

    def stand_in_scope(self) -> None:
        if self.made_in != scope.mark():
            model = self.model.__name__ if self.model else "no model"
            raise scope.OutOfScope(f"A query of {model} made in scope {self.made_in} runs in {scope.mark()}.")

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self.stand_in_scope()
        return super().get_compiler(*args, **kwargs)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows of one scope. Bulk writes are checked like single ones."""

    query: ScopedQuery

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, query or ScopedQuery(model), using, hints)
        if query is None:
            self.query.made_in = "nowhere"  # the manager says where, together with its filter

    def bulk_create(  # type: ignore[override]
        self,
        objs: Iterable[M],
        *args: Any,
        update_conflicts: bool = False,
        unique_fields: Collection[str] | None = None,
        **kwargs: Any,
    ) -> list[M]:
        if update_conflicts and "municipality" not in (unique_fields or ()):
            raise scope.OutOfScope("A conflict with a row of another municipality would change that row.")
        rows = list(objs)
        for row in rows:
            row.stand_in_scope()  # type: ignore[attr-defined]
        kwargs.update(update_conflicts=update_conflicts, unique_fields=unique_fields)
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self.query.stand_in_scope()
        if "municipality" in kwargs or "municipality_id" in kwargs:
            raise scope.OutOfScope("A row never moves to another municipality.")
        return super().update(**kwargs)

    def _raw_delete(self, using: str | None) -> int:
        self.query.stand_in_scope()
        return super()._raw_delete(using)  # type: ignore[misc, no-any-return]

    def raw(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise scope.OutOfScope("SQL by hand knows no scope.")


class TenantQuerySet(ScopedQuerySet[M]):
    """Rows of the municipality in scope."""


class TenantManager(models.Manager.from_queryset(TenantQuerySet)):  # type: ignore[misc]
    """Filters by the municipality in scope; without one, asking raises OutOfScope.

    It is also the base manager, so forward foreign keys, refresh and save pass through it.
    """

    def get_queryset(self) -> TenantQuerySet[Any]:
        queryset = super().get_queryset()
        queryset.query.made_in = scope.mark()
        if scope.reads_published_across():
            return queryset.published_rows()  # type: ignore[no-any-return]
        return queryset.filter(municipality_id=scope.current())  # type: ignore[no-any-return]


class HomeManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """Filters by the municipality in scope, or by the installation's own rows when there is none."""

    def get_queryset(self) -> ScopedQuerySet[Any]:
        queryset = super().get_queryset()
        queryset.query.made_in = scope.mark()
        return queryset.filter(municipality_id=scope.current_or_none())  # type: ignore[no-any-return]


class GuardedModel(models.Model):
    """A row of a municipality, or between two, over which the database watches too (guards.py).

    Class attributes read by guards.py: `append_only` (no row is ever changed or deleted) with `fill_once` (columns
    that may be filled one time) and `erasable` (texts that may be emptied when the row's `erasure_id` names the act of
    destruction, docs/decisions/0007-destruction.md; or when another column is filled, which `emptied_by` names),
    `published_sql` (which rows row-level security shows to all),
    and `policies`, by which a row that has no one municipality says itself who sees and writes it: SQL by name,
    `{here}` standing for the municipality in scope.
    """

    append_only: ClassVar[bool] = False
    fill_once: ClassVar[tuple[str, ...]] = ()
    erasable: ClassVar[tuple[str, ...]] = ()
    emptied_by: ClassVar[str] = "erasure_id"
    published_sql: ClassVar[str] = ""
    policies: ClassVar[dict[str, str]] = {}

    class Meta:
        abstract = True
        base_manager_name = "objects"

    municipality_id: int | None

    @staticmethod
    def here() -> int | None:
        """The municipality that a new row belongs to."""
        raise NotImplementedError

    def stand_in_scope(self) -> None:
        """Takes the municipality in scope when none is set. Raises OutOfScope when another one is set."""
        here = self.here()
        if self.municipality_id is None:
            self.municipality_id = here
        if self.municipality_id != here:
            raise scope.OutOfScope(
                f"{type(self).__name__} of municipality {self.municipality_id} written inside {here}."
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.stand_in_scope()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.stand_in_scope()
        return super().delete(*args, **kwargs)

    @classmethod
    def concrete_models(cls) -> list[type[Self]]:
        """Every model with a table of its own that stands on this one, for guards and house tests."""
        from django.apps import apps

        return [m for m in apps.get_models() if issubclass(m, cls) and not m._meta.proxy and m._meta.managed]


class TenantModel(GuardedModel):
    """A row that belongs to one municipality and is seen, written and deleted only in its scope."""

    municipality = models.ForeignKey("territory.Municipality", models.PROTECT, related_name="+", editable=False)
    municipality_id: int

    objects = TenantManager()

    class Meta(GuardedModel.Meta):
        abstract = True

    @staticmethod
    def here() -> int:
        return scope.current()


class HomeModel(GuardedModel):
    """A row of the municipality in scope or, when none is in scope, of the installation itself."""

    municipality = models.ForeignKey(
        "territory.Municipality", models.PROTECT, related_name="+", editable=False, null=True
    )

    objects = HomeManager()

    class Meta(GuardedModel.Meta):
        abstract = True

    @staticmethod
    def here() -> int | None:
        return scope.current_or_none()


class FrozenModel(models.Model):
    """A row of the installation itself that the database keeps as it was written: neither changed nor deleted, but for
    columns filled once (guards.py)."""

    append_only: ClassVar[bool] = True
    fill_once: ClassVar[tuple[str, ...]] = ()
    erasable: ClassVar[tuple[str, ...]] = ()
    emptied_by: ClassVar[str] = ""

    class Meta:
        abstract = True

    @classmethod
    def concrete_models(cls) -> list[type[Self]]:
        """Every model with a table of its own that stands on this one."""
        from django.apps import apps

        return [m for m in apps.get_models() if issubclass(m, cls) and not m._meta.proxy and m._meta.managed]
