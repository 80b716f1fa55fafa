"""The signal as a kind of case. It has no state for waiting: the law lets nobody stop its clock, only lengthen it."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.http import HttpRequest
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import kinds
from chinar.domain.cases.actions.ending import NotOfThisKind
from chinar.domain.cases.kinds import Carriage, Content, Kind, State, register
from chinar.domain.cases.kinds import Outcome as Ended
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase
from chinar.domain.reports.models import (
    CitizenReport,
    Feedback,
    GivenAnswer,
    Photo,
    PublicWording,
    Reclassification,
    Remark,
    Resolution,
    WorkOrder,
)
from chinar.domain.reports.models.resolution import OUTCOMES
from chinar.domain.reports.rules import Outcome
from chinar.foundation.conversation.actions.erasing import erase_people
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import erase_documents
from chinar.foundation.documents.models import Erasure
from chinar.foundation.moderation.actions import erase_objections
from chinar.foundation.moderation.rules import MASK
from chinar.foundation.notifications.recipients import Recipient
from chinar.foundation.trail.queries import led_on

INCOMING = 1208
"""Index of the register of signals."""

STATES = (
    State("registered", Phase.RECEIVED, _("Waits for an official"), _("registered, nobody's yet")),
    State("in_progress", Phase.IN_PROGRESS, _("An official works on it"), _("in progress")),
    State("ordered", Phase.IN_PROGRESS, _("The work is ordered"), _("work ordered")),
    State("settled", Phase.CLOSED, _("Settled"), _("settled")),
    State("left", Phase.CLOSED, _("Goes on elsewhere"), _("goes on elsewhere")),
    State("withdrawn", Phase.CLOSED, _("Withdrawn"), _("withdrawn by the author")),
    State("voided", Phase.CLOSED, _("The number was allotted in error"), _("number voided")),
)
SECRET = ("text", "place", "author_name", "author_email", "author_phone", "against_whom", "draft")


def title(case: Case) -> str:
    """Category and settlement only: what was written may hold personal data."""
    return gettext("Signal: %(title)s") % {"title": case.report.title}


TITLE_READS = (
    "report__category__name",
    "report__category__name_en",
    "report__settlement__kind",
    "report__settlement__name",
    "report__settlement__name_en",
)


def become_enquiry(case: Case, about: str, by: Actor, at: datetime) -> Case:
    """It asks for information only: a question owed an answer in the shorter period. Raises NotOfThisKind."""
    adopt = kinds.by_code("enquiry").adopt
    if adopt is None:
        raise NotOfThisKind("enquiry")
    report = CitizenReport.objects.get(case=case)
    told = Content(report.text, report.author_name, report.author_email, report.language, about)
    return adopt(case, told, by, at)


def adopt_here(case: Case, content: Content, by: Actor, at: datetime) -> Case:
    """A matter of another kind that is a signal: under the same key, with the clock of the day of receipt."""
    from chinar.domain.reports.adopting import adopt

    return adopt(case, content, by, at)


def adopts_as() -> list[tuple[str, str]]:
    from chinar.domain.reports.adopting import choices

    return choices()


def carriage() -> Carriage:
    from chinar.domain.reports import carrying

    return Carriage(carrying.why_not, carrying.pack, carrying.unpack, carrying.choices, carrying.read)


def citizen_panel(request: HttpRequest, case: Case) -> str:
    from chinar.domain.reports.panels import for_citizen

    return for_citizen(request, case)


def official_panel(request: HttpRequest, case: Case) -> str:
    from chinar.domain.reports.panels import for_official

    return for_official(request, case)


def destroy(case: Case, erasure: Erasure) -> None:
    """Empties what the author wrote and was written, with the photos; the public wording stays without a name."""
    report = CitizenReport.objects.filter(case=case)
    for texts in (Remark.objects.filter(report__in=report), GivenAnswer.objects.filter(report__in=report)):
        texts.update(text="", erasure=erasure)
    Resolution.objects.filter(report__in=report).update(text="", for_joined="", proof="", erasure=erasure)
    Feedback.objects.filter(resolution__report__in=report).update(text="", erasure=erasure)
    Reclassification.objects.filter(report__in=report).update(reason="", erasure=erasure)
    # Of the work stays that it was ordered and what it cost; its words began as those of the author.
    orders = WorkOrder.objects.filter(report__in=report)
    orders.exclude(answered_at=None).update(answer=MASK)
    orders.update(task="")
    erase_people("report", case.number, erasure=erasure)
    PublicWording.objects.filter(report__in=report).update(author="", shows_point=False)
    erase_objections("case", case.number, erasure=erasure)
    erase_documents(Photo.objects.filter(report__in=report).values_list("document_id", flat=True), erasure=erasure)
    report.update(**dict.fromkeys(SECRET, ""), longitude=None, latitude=None)


def addresses(case: Case, notice: str) -> Iterable[Recipient]:
    """The e-mail address of an author without an account; who has one is written to there."""
    report = CitizenReport.objects.get(case=case)
    if report.author_email and not case.parties.exclude(account=None).exists():
        yield Recipient(language=report.language, address=report.author_email)


def _categories(code: str = "") -> dict[str, str]:
    from chinar.domain.reports.models import Category
    from chinar.foundation.core.content import words

    known = Category.objects.filter(code=code) if code else Category.objects.all()
    return {row.code: words(row, "name") for row in known}


def came_of(since: date) -> dict[int, date]:
    """A signal that was fixed, or that the trail links with what came of it; the first of these days."""
    from chinar.domain.reports.rules import KIND

    answers = Resolution.objects.filter(
        outcome=Outcome.FIXED.value, at__gte=make_aware(datetime.combine(since, time()))
    )
    fixed = answers.filter(report__case__outcome=Outcome.FIXED.value).order_by("-id")  # not those opened again
    came = {case: localdate(at) for case, at in fixed.values_list("report__case_id", "at").iterator()}
    led = led_on(KIND)
    for case, number in Case.objects.filter(number__in=led).values_list("pk", "number"):
        came[case] = min(led[number], came.get(case, led[number]))
    return came


REPORT = Kind(
    code="report",
    name=_("signal"),
    register=INCOMING,
    states=STATES,
    title=title,
    title_reads=TITLE_READS,
    addresses=addresses,
    destroy=destroy,
    citizen_panel=citizen_panel,
    official_panel=official_panel,
    terminated_state="withdrawn",
    left_state="left",
    voided_state="voided",
    reopened_state="in_progress",
    forwardable=True,
    forwarding_rule="forwarding",
    carriage=carriage,
    adopt=adopt_here,
    adopts_as=adopts_as,
    becomes={"enquiry": become_enquiry},
    outcomes=tuple(Ended(code, words) for code, words in OUTCOMES),
    came_of=came_of,
    subject="report__category__code",
    subject_names=_categories,
)
register(REPORT)
