"""The only door by which a view gets a signal, a photo or a work order."""

from collections.abc import Collection
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from chinar.domain.cases.access import User, get_case_for_follower, get_case_for_official, may_handle
from chinar.domain.cases.models import Case
from chinar.domain.reports import links
from chinar.domain.reports.actions.publishing import WITHHELD_AS
from chinar.domain.reports.models import Category, CitizenReport, HeldReport, Photo, Remark, WorkOrder
from chinar.domain.reports.queries import shown_to_all
from chinar.domain.reports.rules import KIND
from chinar.foundation.conversation.links import fits
from chinar.foundation.conversation.queries import is_supported
from chinar.foundation.moderation.models import Withholding
from chinar.foundation.moderation.queries import last_of, standing_of

# Everything that the pages of a signal read of it.
WHOLE = ("case", "case__department", "category", "settlement")


_BESIDE = ("given_answers", "photos", "resolutions", "remarks", "work_orders", "reclassifications")


def report_of(case: Case) -> CitizenReport:
    """The signal of a case that the view got through the door of cases, knowing already of what there is none beside
    it (`beside`). Raises Http404 for another kind."""
    rows = CitizenReport.objects.select_related("category", "settlement", "wording").filter(case=case)
    known = {f"has_{name}": Exists(_rows_of(name)) for name in _BESIDE}
    known["has_supporters"] = is_supported(KIND, case.number)
    report = rows.annotate(was_withheld=_was_withheld(case.number), **known).first()
    if report is None:
        raise Http404
    report.case = case
    return report  # type: ignore[no-any-return]


def _rows_of(name: str) -> Any:
    return CitizenReport._meta.get_field(name).related_model.objects.filter(report=OuterRef("pk"))  # type: ignore[union-attr]


def beside(report: CitizenReport, name: str) -> Any:
    """The rows of one sort that belong to a signal; those of which there is none cost no query."""
    rows = getattr(report, name).all()
    return rows if getattr(report, f"has_{name}", True) else rows.none()


def get_report_to_handle(user: User, number: str, *, on: date, ability: str = "reports.answer") -> CitizenReport:
    """One whose department the official's ability reaches, and against whom it is not. Raises Http404."""
    case = get_case_for_official(user, number, on=on, ability=ability)
    if case.kind != "report" or not may_handle(user, case, ability, on=on):
        raise Http404
    return report_of(case)


def get_public_report(number: str) -> CitizenReport:
    """A signal that everybody may see, with its wording if one is published. Raises Http404."""
    rows = shown_to_all().filter(case__number=number).annotate(was_withheld=_was_withheld(number))
    report = rows.first()
    if report is None:
        raise Http404
    return report  # type: ignore[no-any-return]


def _was_withheld(number: str) -> Exists:
    return Exists(Withholding.objects.filter(subject_kind=WITHHELD_AS, subject=number))


def withheld_of(report: CitizenReport, *, also_lifted: bool = False) -> Withholding | None:
    """Why everybody may not read it; `also_lifted` for what was said before it became public again. No query for the
    many of which nothing was ever withheld."""
    if not getattr(report, "was_withheld", True):
        return None
    return (last_of if also_lifted else standing_of)(WITHHELD_AS, report.case.number)


def get_tombstone(number: str) -> Withholding:
    """Why a signal that everybody could read is not there any more. Raises Http404."""
    withheld = standing_of(WITHHELD_AS, number)
    if withheld is None or not withheld.was_public:
        raise Http404
    return withheld


def get_category(code: str) -> Category:
    """One that is offered to citizens. Raises Http404."""
    category = Category.objects.offered().select_related("department").filter(code=code).first()
    if category is None:
        raise Http404
    return category  # type: ignore[no-any-return]


def get_photo(user: User, pk: int, *, opened: Collection[int], on: date) -> Photo:
    """A published photo for everybody; another one for its author and for officials who handle it. Raises Http404."""
    photo = Photo.objects.select_related("report__case__department", "document").filter(pk=pk).first()
    if photo is None or photo.document.is_erased:
        raise Http404
    if photo.is_public and shown_to_all().filter(pk=photo.report_id).exists():
        return photo  # type: ignore[no-any-return]
    number = photo.report.case.number
    try:
        get_case_for_follower(user, number, opened=opened)
    except Http404:
        get_case_for_official(user, number, on=on)
    return photo  # type: ignore[no-any-return]


def digest_of(key: str) -> str:
    """What is kept of a key that only its holder knows."""
    return sha256(key.encode()).hexdigest()


def get_work_order(key: str) -> WorkOrder:
    """The work for whoever has its link, answered or not, while its signal is kept. Raises Http404."""
    order = WorkOrder.objects.select_related("report__case", "report__category", "report__settlement")
    found = order.filter(link_digest=digest_of(key)).exclude(task="").first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def get_question(pk: int, code: str) -> Remark:
    """What the office wrote to the author, for whoever has its link, answered or not. Raises Http404."""
    rows = Remark.objects.select_related("report__case", "report__category", "report__settlement")
    found = rows.filter(pk=pk, reader=Remark.Reader.AUTHOR, erasure=None).first()
    if found is None or not fits(code, links.to_answer(found)):
        raise Http404
    return found  # type: ignore[no-any-return]


def get_held_report(key: UUID, code: str) -> HeldReport:
    """The form that was held back, for whoever has the link in their letter. Raises Http404."""
    found: HeldReport | None = HeldReport.objects.select_related("category__department").filter(key=key).first()
    if found is None or not fits(code, links.to_release(found)):
        raise Http404
    return found


def find_registered(key: UUID, *, text: str, email: str) -> CitizenReport | None:
    """What a form with this key has become, for whoever sends the same words again: the key alone opens nothing."""
    report = CitizenReport.objects.select_related("case").filter(idempotency_key=key).first()
    same = report is not None and (report.text, report.author_email) == (text, email)
    return report if same else None
