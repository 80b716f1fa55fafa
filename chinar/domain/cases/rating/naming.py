"""What was rated, in words."""

from chinar.domain.cases import kinds
from chinar.domain.cases.models import RatingRequest


def called(asked: RatingRequest) -> str:
    """The service, or what kind of contact it was. One query where it was about a service."""
    return names([asked])[asked.pk]


def names(requests: list[RatingRequest]) -> dict[int, str]:
    """Request -> what it is called. One query for each kind among them."""
    codes = {one.kind for one in requests if one.kind and one.service}
    known = {code: kinds.by_code(code).subject_names() for code in codes}
    return {one.pk: known.get(one.kind, {}).get(one.service, "") or str(one.get_occasion_display()) for one in requests}
