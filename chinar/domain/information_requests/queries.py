"""What the law says of one request, counted from its ledger; and whose the requests are."""

from datetime import date

from django.utils.timezone import localdate

from chinar.domain.cases import law_here
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.queries import calendar_of, ledger_of, to_mend
from chinar.domain.cases.rules import Step
from chinar.domain.information_requests.models import Arrangement, Decision, InformationRequest, ThirdPerson
from chinar.domain.information_requests.rules import Facts, Outcome, Terms, is_same_asker, may_be_waived
from chinar.foundation.offices.queries import main_desk
from chinar.foundation.territory.models import Department
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import Count, Period, Unit, count

BY_WIRE = frozenset({Case.Channel.ONLINE, Case.Channel.EMAIL})
"""Filed by electronic means: access to it is never waived (ЗДОИ чл. 36)."""


class NobodyHandles(LookupError):
    """The municipality has no department yet."""


def department_in_charge() -> Department:
    """The one that was arranged, else that of the one-stop desk, else the first. Raises NobodyHandles."""
    arranged = Arrangement.objects.select_related("department").first()
    if arranged is not None:
        return arranged.department  # type: ignore[no-any-return]
    desk = main_desk()
    found: Department | None = desk.department if desk is not None else None
    found = found or Department.objects.order_by("pk").first()
    if found is None:
        raise NobodyHandles
    return found


def appeal_wording() -> str:
    """Where and until when a decision may be appealed, as the municipality wrote it; "" when it did not."""
    arranged = Arrangement.objects.first()
    return arranged.appeal if arranged else ""


def period_of(rule: str, *, on: date) -> Period:
    return law_here.in_force(rule, on=on).period


def consent_until(case: Case) -> date:
    """The last day to ask a third person, counted from registration (ЗДОИ чл. 31)."""
    started = next(row.on for row in ledger_of(case) if row.step == Step.STARTED)
    return count(started, period_of("information_consent_asked", on=started), calendar_of(case)).due_on


def may_be_left(case: Case, *, on: date) -> bool:
    """Whether it lacks what the law asks for, or was not made clear in time (ЗДОИ чл. 25, 29)."""
    asked = to_mend(case)
    if asked is not None:
        return asked.until is not None and asked.until < on
    return not InformationRequest.objects.get(case=case).is_complete


def access_until(decision: Decision) -> Count | None:
    """Until when access can be had; None while nobody knows when the decision was received."""
    case = decision.request.case
    served = [row.on for row in ledger_of(case) if row.step == Step.SERVED]
    if not served or not decision.access_days:
        return None
    return count(served[-1], Period(decision.access_days, Unit.DAYS), calendar_of(case))


def waivable(decision: Decision, *, on: date) -> bool:
    """Whether the applicant has let the time for access go by, and the law counts that (ЗДОИ чл. 36)."""
    until = access_until(decision)
    by_wire = decision.request.case.channel in BY_WIRE
    return until is not None and on > until.due_on and may_be_waived(decision.form, by_wire=by_wire)


def shortest_access(*, on: date) -> int:
    """In days (ЗДОИ чл. 34)."""
    return period_of("information_access_period", on=on).amount


def facts_for(request: InformationRequest, terms: Terms, *, on: date, reader: int | None) -> Facts:
    """What the law asks before a decision can say that. `reader` is the account of who decides: a matter from which
    they are kept away does not exist for them."""
    answers = set(request.third_persons.values_list("answer", flat=True))
    return Facts(
        third_person_refused=ThirdPerson.Answer.REFUSES in answers,
        third_person_may_answer="" in answers and on <= request.case.due_on,
        given_before=bool(terms.earlier) and _given_before(request, terms.earlier, reader, on=on),
        restricted_until=_restricted_until(terms.document_on, on=on) if terms.document_on else None,
        shortest_access=shortest_access(on=on),
        has_files=request.files.filter(taken_out_at=None, document__erasure=None).exists(),
    )


def _given_before(request: InformationRequest, number: str, reader: int | None, *, on: date) -> bool:
    """Whether access was given by that decision to the same applicant within the six months of the law (ЗДОИ чл. 37).
    The paper prints the number: of a stranger's matter nothing is said, as if it were not there."""
    shown = Case.objects.shown_to(reader).filter(number=number)
    given = Decision.objects.filter(request__case__in=shown).exclude(outcome=Outcome.REFUSED.value)
    return any(
        _ends(localdate(one.decided_at), "information_given_before", on=on) >= on
        and _is_by_the_same(request, one.request)
        for one in given.select_related("request")
    )


def _is_by_the_same(request: InformationRequest, other: InformationRequest) -> bool:
    """By account or person; who asked without one is known by name together with an address."""
    rows = Party.objects.filter(case__in=[request.case_id, other.case_id]).values_list("case", "account", "person")
    ours = [row[1:] for row in rows if row[0] == request.case_id]
    theirs = [row[1:] for row in rows if row[0] == other.case_id]
    if any(mine and mine == known for one in ours for two in theirs for mine, known in zip(one, two, strict=True)):
        return True
    return is_same_asker(
        (request.asker_name, request.email, request.address), (other.asker_name, other.email, other.address)
    )


def _restricted_until(document_on: date, *, on: date) -> date:
    return _ends(document_on, "preparatory_documents", on=on)


def _ends(start: date, rule: str, *, on: date) -> date:
    """The last day of a period of law, which is not rolled: it gives no time to act in."""
    calendar = calendar_for(years=[start.year, on.year, on.year + 1])
    return count(start, period_of(rule, on=on), calendar, roll=False).ends_on
