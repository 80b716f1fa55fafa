"""The only door by which a view gets an appeal, or a matter against which one can be filed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from chinar.domain.appeals.models import Appeal, BoardNotice, InterestedPerson
from chinar.domain.appeals.queries import target_of
from chinar.domain.appeals.rules import Target
from chinar.domain.cases.access import User, cases_for, get_case_for_official, may_handle
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.rules import Phase
from chinar.foundation.documents.models import Document

# Everything that the pages and papers of an appeal read of it.
_WHOLE = (
    "case",
    "case__department",
    "case__municipality__district",
    "against",
    "act",
    "term_check",
    "restoration",
    "reconsideration__decided_by",
    "sending",
)


def appeal_of(case: Case) -> Appeal:
    """The appeal of a case that the view got through the door of cases. Raises Http404 for another kind."""
    rows = Appeal.objects.select_related(*_WHOLE).annotate(
        has_notices=Exists(BoardNotice.objects.filter(appeal=OuterRef("pk"))),
        has_interested=Exists(InterestedPerson.objects.filter(appeal=OuterRef("pk"))),
    )
    appeal = rows.filter(case=case).first()
    if appeal is None:
        raise Http404
    case.municipality = appeal.case.municipality  # with its district
    appeal.case = case
    return appeal  # type: ignore[no-any-return]


def find_registered(key: UUID, *, against: Case) -> Appeal | None:
    """What a form with this key has become, for whoever follows the matter: the key alone opens nothing."""
    found: Appeal | None = Appeal.objects.select_related("case").filter(idempotency_key=key, against=against).first()
    return found


def find_act(number: str, *, on: date) -> Case | None:
    """The matter whose decision that stands bears the number: known to whoever reads the act, or a notice of it. Of
    the matter nothing more is shown to them."""
    papers = CaseDocument.objects.filter(part=CaseDocument.Part.RESULT, document__subject=number.strip())
    standing = papers.filter(document__withdrawal=None, document__erasure=None)
    part = standing.select_related("case__department", "case__municipality__district").first()
    if part is None or target_of(part.case, on=on) != Target.ACT:
        return None
    return part.case  # type: ignore[no-any-return]


def get_case_to_enter_for(user: User, number: str, *, on: date) -> Case:
    """A matter against which the official may enter a paper appeal: not their own. Raises Http404."""
    case = get_case_for_official(user, number, on=on, ability="appeals.enter")
    if not may_handle(user, case, "appeals.enter", on=on):
        raise Http404
    return case


def appeals_seen_by(user: User, against: Case, *, opened: Collection[int]) -> list[Appeal]:
    """The reader's own appeals against a matter: in which they act, or which they opened with their key."""
    theirs = Q(case__in=opened)
    if user.is_authenticated:
        theirs |= Q(case__parties__account_id=user.pk)
    rows = Appeal.objects.filter(theirs, against=against).select_related("case").order_by("pk")
    return list(rows.distinct())


def unfinished_for(user: User, *, on: date) -> list[Appeal]:
    """Appeals that the official may read and that are not over: in hand first, by due date, then those sent up.

    Raises Http404 for whoever may read no cases.
    """
    cases = cases_for(user, on=on).filter(kind="appeal").exclude(phase=Phase.CLOSED)
    rows = Appeal.objects.filter(case__in=cases).select_related("case__handler", "against", "sending")
    return list(rows.order_by("sending__sent_at", "case__due_on", "pk")[:MOST])


MOST = 500
"""So many on one page; a town has some tens of them in a year."""


def notices_on_board() -> list[BoardNotice]:
    """What hangs now, for everybody."""
    return list(BoardNotice.objects.on_board().select_related("appeal")[:MOST])


def notices_hanging_for(user: User, *, on: date) -> list[BoardNotice]:
    """Those of appeals that the official may read, which comes down first standing first. Raises Http404 for whoever
    may read no cases."""
    rows = BoardNotice.objects.on_board().filter(appeal__case__in=cases_for(user, on=on).filter(kind="appeal"))
    return list(rows.select_related("appeal__case").order_by("until", "id")[:MOST])


def notices_to_take_down(user: User, *, on: date) -> int:
    """How many of those hang longer than they must. The law sets the least time; that a paper was taken off the board
    of the building only a person can say, so that nothing comes down by itself. Raises Http404 as above."""
    cases = cases_for(user, on=on).filter(kind="appeal")
    count: int = BoardNotice.objects.on_board().filter(appeal__case__in=cases, until__lt=on).count()
    return count


def get_notice(appeal: Appeal, pk: int) -> BoardNotice:
    """One of an appeal that the view got through its door. Raises Http404."""
    notice: BoardNotice | None = appeal.board_notices.select_related("removal").filter(pk=pk).first()
    if notice is None:
        raise Http404
    notice.appeal = appeal
    return notice


def get_paper(case: Case, pk: int) -> Document:
    """What the municipality issued on an appeal that the view got through its door; the other papers of the file have
    their own way, which asks whether they name other people (cases/showing). Raises Http404."""
    parts = CaseDocument.objects.select_related("document").filter(part=CaseDocument.Part.RESULT)
    part = parts.filter(case=case, document=pk).first()
    if part is None:
        raise Http404
    return part.document  # type: ignore[no-any-return]
