"""The file of a matter, paper by paper, and how a party sees each."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery

from chinar.domain.cases.models import Case, CaseDocument, FileRequest, PaperShown, Party
from chinar.domain.cases.showing.rules import Manner, default_manner
from chinar.foundation.documents.models import Document


@dataclass(frozen=True, slots=True)
class FilePaper:
    """`decision` is what an official decided, None while the default holds."""

    paper: CaseDocument
    manner: Manner
    decision: PaperShown | None

    @property
    def document(self) -> Document | None:
        """What the party may download; None when nothing."""
        if self.manner is Manner.WHOLE:
            return self.paper.document  # type: ignore[no-any-return]
        return self.decision.copy if self.decision and self.manner is Manner.MASKED else None


def papers_of(case: Case, *, account_id: int | None = None) -> list[FilePaper]:
    """Oldest first, as a party who acts through the account sees them; two queries."""
    sides = Party.objects.filter(case=OuterRef("case"), role=Party.PartyRole.APPLICANT).order_by().values("case")
    found = CaseDocument.objects.filter(case=case).select_related("document__scan").order_by("pk")
    papers = list(found.annotate(sides=Subquery(sides.annotate(n=Count("pk")).values("n"))))
    if not papers:
        return []
    decisions = PaperShown.objects.filter(paper__in=papers).select_related("copy", "by").order_by("pk")
    latest = {decision.paper_id: decision for decision in decisions}
    one_side = (papers[0].sides or 0) <= 1
    return [_seen(paper, latest.get(paper.pk), account_id if not one_side else None, one_side) for paper in papers]


def _seen(paper: CaseDocument, decision: PaperShown | None, account_id: int | None, one_side: bool) -> FilePaper:
    if decision is not None:
        return FilePaper(paper, Manner(decision.manner), decision)
    theirs = account_id is not None and paper.document.created_by_id == account_id
    return FilePaper(paper, default_manner(paper.part, is_readers_own=one_side or theirs), None)


def request_waiting(case: Case) -> FileRequest | None:
    """That somebody asked to see what nobody has looked at; no query for a case of which the door of access knows that
    nobody did."""
    if not getattr(case, "has_file_request", True):
        return None
    return case.file_requests.filter(answered_at=None).first()  # type: ignore[no-any-return]
