"""The copy in each case of what was asked, proven to be what the kind's own rows say."""

from collections.abc import Iterator

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from chinar.domain.cases import kinds
from chinar.domain.cases.models import Case


def wrong_subjects() -> Iterator[tuple[Case, str]]:
    """Matters of the municipality in scope, open or not, whose copy differs, each with what is right."""
    for kind in kinds.registered():
        asked = Coalesce(F(kind.subject), Value("")) if kind.subject else Value("")
        rows = Case.objects.filter(kind=kind.code).annotate(asked=asked).exclude(subject=F("asked"))
        yield from ((case, case.asked) for case in rows.order_by("id"))


def repair_subject(case: Case, asked: str) -> None:
    """It is a copy and nothing that was told, so the journal is not."""
    Case.objects.filter(pk=case.pk).update(subject=asked)
