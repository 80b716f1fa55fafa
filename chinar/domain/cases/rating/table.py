"""The ratings of a year as a table that leaves the system: the marks, and never the words, which are erased here when
their time is over and would live on in a file."""

from collections.abc import Iterator

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chinar.domain.cases.exports import Cell
from chinar.domain.cases.models.rating import RatingQuerySet
from chinar.domain.cases.rating.naming import names
from chinar.foundation.core.content import words


def columns() -> list[str]:
    return [
        _("Rated"),
        _("What"),
        _("After"),
        _("Department"),
        _("Office"),
        _("From"),
        _("Mark"),
        _("How it was given"),
        _("Answer due"),
        _("Answered"),
    ]


def lines(rows: RatingQuerySet) -> Iterator[list[Cell]]:
    """One line for each rating, oldest first; a query for the rows and one for each kind among them."""
    found = list(rows.select_related("request__department", "request__office", "reply").order_by("id"))
    called = names([row.request for row in found])
    for row in found:
        asked, reply = row.request, getattr(row, "reply", None)
        yield [
            localtime(row.at).date(),
            called[asked.pk],
            asked.get_occasion_display(),
            words(asked.department, "name"),
            words(asked.office, "name") if asked.office else "",
            _("a company or organisation") if row.by_company else _("a citizen"),
            str(row.score),
            row.get_way_display(),
            row.due_on,
            localtime(reply.at).date() if reply else None,
        ]
