"""The appeal as a kind of case: its states, their phases, and the wording of each."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.appeals import summary
from chinar.domain.appeals.models import (
    Appeal,
    BoardNotice,
    HigherDecision,
    InterestedPerson,
    NoticeRemoval,
    Reconsideration,
    Restoration,
    Sending,
)
from chinar.domain.cases.kinds import Kind, Outcome, State, register
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.rules import Phase, Step
from chinar.foundation.core.slots import rendered
from chinar.foundation.documents.models import Erasure
from chinar.foundation.notifications.recipients import Recipient

INCOMING = 1207
"""Index of the register of appeals."""

STATES = (
    State("registered", Phase.RECEIVED, _("Registered; the term is checked"), _("registered, nobody's yet")),
    State("in_progress", Phase.IN_PROGRESS, _("An official works on it"), _("in progress")),
    State("admitted", Phase.IN_PROGRESS, _("In time; the body that issued the act looks at it again"),
          _("in time, to be reconsidered or sent up")),
    State("waiting", Phase.WAITING, _("Waits: the clock stands"), _("waits, the clock stands")),
    State("sent_up", Phase.DECIDED, _("Sent to whoever decides on the appeal"), _("sent up, not decided there yet")),
    State("reconsidered", Phase.CLOSED, _("The body that issued the act took it back"), _("reconsidered")),
    State("decided_above", Phase.CLOSED, _("Decided by the body above or the court"), _("decided above")),
    State("late", Phase.CLOSED, _("Ended: filed after the term"), _("ended as late")),
    State("voided", Phase.CLOSED, _("The number was allotted in error"), _("number voided")),
    State("terminated", Phase.CLOSED, _("Ended without a decision"), _("terminated")),
)  # fmt: skip

RECONSIDERED, LATE = "reconsidered", "late"


def title(case: Case) -> str:
    said = {
        "act": gettext("Appeal against the decision on %(number)s"),
        "silence": gettext("Appeal against silence on %(number)s"),
    }
    return said[case.appeal.target] % {"number": case.appeal.against.number}


def citizen_panel(request: HttpRequest, case: Case) -> str:
    return rendered("appeals/citizen_panel.html", request, **summary.for_citizen(case))


def official_panel(request: HttpRequest, case: Case) -> str:
    return rendered("appeals/official_panel.html", request, **summary.for_official(request.user, case))


def is_restored(case: Case) -> bool:
    """A late appeal is opened again only when its missed term was restored (АПК чл. 89)."""
    return case.outcome == LATE and Restoration.objects.filter(appeal__case=case).exists()


def holds(cases: Iterable[int]) -> set[int]:
    """A matter is kept as long as an appeal against it is."""
    destroyed = LedgerEntry.objects.filter(erasure__isnull=False).values("case_id")
    kept = Appeal.objects.filter(against__in=list(cases)).exclude(case__in=destroyed)
    return set(kept.values_list("against_id", flat=True))


def destroy(case: Case, erasure: Erasure) -> None:
    """Empties what the appellant wrote, who they are, and what was written about it; numbers and days stay."""
    appeal = Appeal.objects.filter(case=case)
    Restoration.objects.filter(appeal__in=appeal).update(reason="", erasure=erasure)
    Reconsideration.objects.filter(appeal__in=appeal).update(text="", erasure=erasure)
    Sending.objects.filter(appeal__in=appeal).update(opinion="", erasure=erasure)
    HigherDecision.objects.filter(appeal__in=appeal).update(instructions="", erasure=erasure)
    BoardNotice.objects.filter(appeal__in=appeal).update(text="", erasure=erasure)
    NoticeRemoval.objects.filter(notice__appeal__in=appeal).update(reason="", erasure=erasure)
    nobody = {"name": "", "address": "", "interest": "", "opinion": ""}
    InterestedPerson.objects.filter(appeal__in=appeal).update(**nobody, erasure=erasure)
    appeal.update(appellant_name="", address="", email="", grounds="", wish="")


def addresses(case: Case, notice: str) -> Iterable[Recipient]:
    """The e-mail address of an appellant without an account; who has one is written to there."""
    appeal = Appeal.objects.get(case=case)
    if appeal.email and not case.parties.exclude(account=None).exists():
        yield Recipient(language=appeal.language, address=appeal.email)


APPEAL = Kind(
    code="appeal",
    name=_("appeal"),
    register=INCOMING,
    states=STATES,
    title=title,
    title_reads=("appeal__target", "appeal__against__number"),
    citizen_panel=citizen_panel,
    official_panel=official_panel,
    waiting_state="waiting",
    terminated_state="terminated",
    voided_state="voided",
    reopened_state="admitted",
    may_reopen=is_restored,
    # The body that issued the act has done its part when it took the act back, or sent the file to whoever decides.
    answered_by=(Step.DECIDED, Step.FORWARDED),
    after_decision=_("Is decided by the body above or the court"),
    outcomes=(
        Outcome(RECONSIDERED, _("The act was taken back after reconsideration")),
        Outcome(LATE, _("Filed after the term")),
        *(Outcome(code, words) for code, words in HigherDecision.Outcome.choices),
    ),
    addresses=addresses,
    destroy=destroy,
    holds=holds,
)
register(APPEAL)
