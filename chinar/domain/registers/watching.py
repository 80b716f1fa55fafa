"""What came of the questions of the last days, and which fields RegiX withheld from us."""

from datetime import datetime, timedelta

from django.db.models import Max

from chinar.domain.registers.health import Came
from chinar.domain.registers.models import RegisterAnswer, RegisterResult
from chinar.domain.registers.regix import reply
from chinar.domain.registers.regix.errors import RegixError

DAYS = timedelta(days=7)
MOST = 5000


def came_since(at: datetime) -> list[Came]:
    """Of the municipality in scope, the newest first; one query."""
    rows = RegisterResult.objects.filter(query__at__gte=at, at__gte=at).order_by("-id")
    return [Came(*row) for row in rows.values_list("query__operation", "error", "at", "milliseconds")[:MOST]]


def withheld_fields() -> list[tuple[str, tuple[str, ...]]]:
    """For each operation the fields that the newest kept answer says we may not see: names of fields, nothing of what
    stands in the answer. Two queries."""
    newest = RegisterAnswer.objects.values("query__operation").annotate(newest=Max("pk")).values_list("newest")
    rows = RegisterAnswer.objects.filter(pk__in=[pk for (pk,) in newest]).select_related("query")
    found = [(answer.query.report, _withheld(answer.raw)) for answer in rows]
    return sorted((report, fields) for report, fields in found if fields is not None)


def _withheld(raw: str) -> tuple[str, ...] | None:
    """None where the answer has no access matrix."""
    try:
        said = reply.read(raw.encode())
    except RegixError:
        return None
    if not isinstance(said, reply.Result) or said.matrix is None:
        return None
    return tuple(path for path, may_see in said.matrix.may_see.items() if not may_see)
