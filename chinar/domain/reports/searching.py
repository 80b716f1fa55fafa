"""Published signals as search finds them: the public wording only."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chinar.domain.reports.models import CitizenReport, PublicWording
from chinar.domain.reports.queries import shown_to_all
from chinar.domain.reports.rules import KIND
from chinar.foundation.search.actions import forget, put
from chinar.foundation.search.describing import Document, Searchable, describe


def document_of(report: CitizenReport, wording: PublicWording) -> Document:
    """Category and place in both languages, and what the official has worded."""
    titles = []
    for language in ("bg", "en"):
        with override(language):
            titles.append(report.title)
    text = "\n".join(filter(None, (wording.text, wording.place, wording.answer)))
    return Document(key=report.case.number, title=titles[0], title_en=titles[1], text=text)


def published() -> Iterator[Document]:
    rows = shown_to_all().filter(wording__withdrawn_at=None, wording__isnull=False).order_by("pk")
    return (document_of(report, report.wording) for report in rows.iterator())


def public(numbers: Collection[str]) -> set[str]:
    """A signal that was withdrawn, voided or became a question is no longer shown, whatever stands in the index."""
    shown = shown_to_all().filter(case__number__in=numbers, wording__withdrawn_at=None, wording__isnull=False)
    return set(shown.values_list("case__number", flat=True))


def index(report: CitizenReport) -> None:
    """Lets search find the signal as everybody may read it now, or no longer."""
    shown = shown_to_all().filter(pk=report.pk, wording__withdrawn_at=None, wording__isnull=False).first()
    if shown is None:
        forget(KIND, report.case.number)
    else:
        put(KIND, document_of(shown, shown.wording))


describe(
    Searchable(
        kind=KIND,
        name=_("signal"),
        plural=_("Signals"),
        address=lambda number: reverse("reports:report", kwargs={"number": number}),
        documents=published,
        public=public,
    )
)
