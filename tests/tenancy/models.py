"""One of each kind of row that guards.py knows."""

from typing import Any, ClassVar

from django.db import models

from chinar.foundation.core.models import HomeModel, TenantManager, TenantModel, TenantQuerySet


class ShelfQuerySet(TenantQuerySet["Shelf"]):
    def published_rows(self) -> "ShelfQuerySet":
        return self.filter(is_public=True)


class Shelf(TenantModel):
    """A shelf of one municipality; public ones are seen across."""

    published_sql = "is_public"
    name = models.CharField(max_length=20)
    is_public = models.BooleanField(default=False)
    objects: ClassVar[Any] = TenantManager.from_queryset(ShelfQuerySet)()

    class Meta(TenantModel.Meta):
        pass


class Book(TenantModel):
    """A book on a shelf of the same municipality."""

    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="books")
    title = models.CharField(max_length=20)

    class Meta(TenantModel.Meta):
        pass


class Label(TenantModel):
    """At most one on a book, whose key is its own."""

    book = models.OneToOneField(Book, models.CASCADE, primary_key=True, related_name="label")

    class Meta(TenantModel.Meta):
        pass


class Loan(TenantModel):
    """Append-only: kept as it was written, but that it was given back once."""

    append_only = True
    fill_once = ("returned_at",)
    label = models.ForeignKey(Label, models.PROTECT, null=True, related_name="loans")
    borrower = models.CharField(max_length=20)
    returned_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        pass


class Notice(HomeModel):
    """Of a municipality, or of the installation."""

    append_only = True
    text = models.CharField(max_length=20)

    class Meta(HomeModel.Meta):
        pass
