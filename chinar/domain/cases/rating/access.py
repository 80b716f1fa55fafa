"""The only door by which a view gets what may be rated, or what somebody said. Not yours and not there answer alike."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from chinar.domain.cases.access import User
from chinar.domain.cases.models import Party, Rating, RatingRequest, Recusal
from chinar.domain.cases.models.rating import RatingQuerySet
from chinar.domain.cases.rating.codes import is_own_key, typed_code
from chinar.foundation.core.statements import Statement
from chinar.foundation.people.access import departments_of

ANSWER, ENTER = "ratings.answer", "ratings.enter"


def find_request(typed: str) -> RatingRequest | None:
    """The contact of a code as people type it."""
    code = typed_code(typed)
    rows = RatingRequest.objects.select_related("department", "rating")
    found: RatingRequest | None = rows.filter(code=code).first() if code else None
    return found


def get_request(typed: str) -> RatingRequest:
    """Raises Http404."""
    asked = find_request(typed)
    if asked is None:
        raise Http404
    return asked


def get_own_rating(typed: str, key: str) -> Rating:
    """For whoever gave it: the key is another than the code. Raises Http404."""
    rating: Rating | None = (
        Rating.objects.select_related("request__department", "reply").filter(request__code=typed_code(typed)).first()
    )
    if rating is None or not is_own_key(rating.request.subject, key):
        raise Http404
    return rating


def _kept_from(account: int, path: str) -> Q:
    """Matters to which the reader is a party, or from which they are kept away."""
    case = OuterRef(path)
    return Exists(Recusal.objects.standing().filter(case=case, account_id=account)) | Exists(
        Party.objects.filter(case=case, account_id=account)
    )


def ratings_for(user: User, *, on: date) -> RatingQuerySet:
    """Of the departments in which the reader answers for them, without those of matters that are kept from them."""
    return _ratings(user.pk or 0, departments_of(user, ANSWER, on=on))


def _ratings(account: int, departments: Collection[int] | None) -> RatingQuerySet:
    rows: RatingQuerySet = Rating.objects.filter(~_kept_from(account, "request__case"))
    return rows if departments is None else rows.filter(request__department__in=departments)


class Owed(NamedTuple):
    """How many low ratings wait for an answer, and how many of them are late."""

    owed: int
    late: int


def owed_by(user: User, *, on: date) -> Owed:
    """Of those that the reader answers for; one query."""
    departments = departments_of(user, ANSWER, on=on)
    within = None if departments is None else tuple(sorted(departments))
    return next((Owed(*counted) for _, *counted in _OWED.ask("", user.pk or 0, within, on)), Owed(0, 0))


def _owed(shape: str, account: int, departments: tuple[int, ...] | None, on: date) -> QuerySet[Any, Any]:
    rows = _ratings(account, departments).owed().order_by().values("municipality")
    late = Count("id", filter=Q(due_on__lt=on))
    return rows.annotate(owed=Count("id"), late=late).values_list("municipality", "owed", "late")  # type: ignore[no-any-return]


_OWED = Statement(_owed)


def get_rating_for(user: User, pk: int, *, on: date) -> Rating:
    """Raises Http404."""
    rows = ratings_for(user, on=on).select_related("request__department", "request__office", "reply__by")
    rating: Rating | None = rows.filter(pk=pk).first()
    if rating is None:
        raise Http404
    return rating


def get_request_for(user: User, pk: int, *, on: date) -> RatingRequest:
    """What an official at a counter prints a slip for: of the places where they may, and of no matter that is kept from
    them. Raises Http404."""
    departments = departments_of(user, ENTER, on=on)
    rows = RatingRequest.objects.select_related("department", "office", "rating")
    rows = rows.filter(~_kept_from(user.pk or 0, "case"))
    if departments is not None:
        rows = rows.filter(Q(department__in=departments) | Q(office__department__in=departments))
    asked: RatingRequest | None = rows.filter(pk=pk).first()
    if asked is None:
        raise Http404
    return asked
