"""Ratings on the pages of a matter, on the officials' first page and in their navigation."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import is_party
from chinar.domain.cases.models import Case, RatingRequest
from chinar.domain.cases.rating.access import ANSWER, ENTER, owed_by
from chinar.domain.cases.rules import Phase
from chinar.foundation.core.slots import register, rendered
from chinar.foundation.documents.codes import format_code
from chinar.foundation.people.access import can
from chinar.foundation.people.ways import Way, ways


def owed(request: HttpRequest, subject: Any) -> str:
    """How many low ones wait for the reader's answer; one query, none for who answers none."""
    if not can(request.user, ANSWER):
        return ""
    n = owed_by(request.user, on=localdate())
    return rendered("cases/rating/desk_home.html", request, n=n) if n.owed else ""


def on_case(request: HttpRequest, case: Case) -> str:
    """Once its result was received: the slip for those at a counter, what was said for those who answer for it."""
    if case.phase != Phase.CLOSED or is_party(request.user, case):
        return ""
    may = {
        "may_enter": can(request.user, ENTER, department=case.department),
        "may_answer": can(request.user, ANSWER, department=case.department),
    }
    asked = _asked(case) if any(may.values()) else None
    rating = getattr(asked, "rating", None)
    return rendered("cases/rating/on_case.html", request, asked=asked, rating=rating, **may) if asked else ""


def on_matter(request: HttpRequest, case: Case) -> str:
    """For whoever follows it: the same question as in the message, until it was answered."""
    asked = _asked(case) if case.phase == Phase.CLOSED else None
    if asked is None or hasattr(asked, "rating") or asked.until < localdate():
        return ""
    return rendered("cases/rating/on_matter.html", request, code=format_code(asked.code))


def _asked(case: Case) -> RatingRequest | None:
    found: RatingRequest | None = RatingRequest.objects.select_related("rating__reply").filter(case=case).first()
    return found


register(
    "desk.seldom",
    ways(
        Way("cases:ratings", _("Ratings"), ANSWER),
        Way("cases:enter_rating", _("Enter a rating"), ENTER),
    ),
)
register("desk.home", owed)
register("cases.worklist", owed)
register("cases.case", on_case)
register("cases.matter", on_matter)
