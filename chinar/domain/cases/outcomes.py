"""What came of a matter: the outcomes that every kind shares, and those that a kind adds."""

from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.kinds import Kind, Outcome, kind_of
from chinar.domain.cases.models import Case

JOINED, CONVERTED, FORWARDED = "joined", "converted", "forwarded"
WITHDRAWN, TERMINATED, VOIDED = "withdrawn", "terminated", "voided"
CONSENTED = "consented"

SHARED = {
    outcome.code: outcome
    for outcome in (
        Outcome(JOINED, _("Joined with another matter")),
        Outcome(CONVERTED, _("Goes on as another kind of matter")),
        Outcome(FORWARDED, _("Forwarded to the body that is competent")),
        Outcome(WITHDRAWN, _("Withdrawn by the applicant")),
        Outcome(TERMINATED, _("Ended without a decision")),
        Outcome(CONSENTED, _("Granted by silence")),
        Outcome(VOIDED, _("The number was allotted in error")),
    )
}


def all_of(kind: Kind) -> tuple[Outcome, ...]:
    """Every outcome with which a matter of the kind can end: of the shared ones those to which a way leads."""
    ways = {
        JOINED: kind.left_state and kind.joinable,
        CONVERTED: kind.left_state and kind.becomes,
        FORWARDED: kind.left_state,
        WITHDRAWN: kind.terminated_state,
        TERMINATED: kind.terminated_state,
        CONSENTED: kind.consented_state,
        VOIDED: kind.voided_state,
    }
    return (*kind.outcomes, *(SHARED[code] for code, is_open in ways.items() if is_open))


def outcome_of(case: Case) -> Outcome | None:
    """None while there is none. A code that neither the kind nor the spine knows is shown as it is."""
    if not case.outcome:
        return None
    own = {outcome.code: outcome for outcome in kind_of(case).outcomes}
    return own.get(case.outcome) or SHARED.get(case.outcome) or Outcome(case.outcome, case.outcome)
