"""Two towns, each with a shelf, a book, a label and a loan (tests/tenancy)."""

from typing import Any

import pytest

from chinar.foundation.core.scope import scoped


@pytest.fixture
def here(town: Any) -> dict[str, Any]:
    """Rows of the town in scope."""
    return _rows()


@pytest.fixture
def there(town: Any, other_town: Any) -> dict[str, Any]:
    """Rows of the other town, which is not in scope."""
    with scoped(other_town.pk):
        return _rows()


def _rows() -> dict[str, Any]:
    from tests.tenancy.models import Book, Label, Loan, Shelf

    shelf = Shelf.objects.create(name="high")
    book = Book.objects.create(shelf=shelf, title="Летописи")
    label = Label.objects.create(book=book)
    return {"shelf": shelf, "book": book, "label": label, "loan": Loan.objects.create(label=label, borrower="Е")}
