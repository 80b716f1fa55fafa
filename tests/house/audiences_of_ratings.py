"""The addresses of ratings, and the rows of the demo that they name."""

from typing import Any

from tests.house.address import Address
from tests.house.audiences import ANYONE


def _rating(cast: Any) -> Any:
    """Owed an answer."""
    from chinar.domain.cases.models import Rating

    return Rating.objects.owed().earliest("pk")


def _slip(cast: Any) -> Any:
    """That has not come back yet."""
    from chinar.domain.cases.models import RatingRequest

    return RatingRequest.objects.filter(rating=None, case=None).latest("pk")


def code_of_slip(cast: Any) -> dict[str, Any]:
    return {"code": _slip(cast).code}


def own_page(cast: Any) -> dict[str, Any]:
    """Whoever has both codes reads it: only who gave the rating was told the second."""
    from chinar.domain.cases.rating.codes import own_key_for

    asked = _rating(cast).request
    return {"code": asked.code, "key": own_key_for(asked.subject)}


RATINGS: dict[str, Address] = {
    "cases:rating_code": Address(ANYONE),
    "cases:rate": Address(ANYONE, code_of_slip),
    "cases:rated": Address(ANYONE, own_page),
    "cases:ratings": Address("ratings.answer"),
    "cases:export_ratings": Address("ratings.answer", lambda cast: {"year": "2026"}),
    "cases:rating": Address(
        "ratings.answer", lambda cast: {"pk": _rating(cast).pk}, within=lambda cast: _rating(cast).request.department
    ),
    "cases:rating_figures": Address("figures.read"),
    "cases:rating_plan": Address("ratings.set"),
    "cases:enter_rating": Address("ratings.enter"),
    "cases:rating_slip": Address(
        "ratings.enter", lambda cast: {"pk": _slip(cast).pk}, within=lambda cast: _slip(cast).department
    ),
    "cases:print_rating_slip": Address(
        "ratings.enter", lambda cast: {"pk": _slip(cast).pk}, within=lambda cast: _slip(cast).department
    ),
    "visits:rating_contact": Address("counter.serve"),
}
