"""Silence: the day after a period ended without a decision. A fact with rights, never a decision (АПК чл. 58): the
matter stays open, late and owed. Where a law counts silence as consent, it is prepared here, and
confirmed by a person.
"""

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.functional import lazy
from django.utils.timezone import localtime

from chinar.domain.cases import law_here, outcomes, words
from chinar.domain.cases.actions.ending import NotOfThisKind, close, hold_open
from chinar.domain.cases.actions.holding import hold
from chinar.domain.cases.actions.moving import note
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.legal_periods import LegalPeriod, NoLegalPeriod
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.notices import about, official_facts, tell_with
from chinar.domain.cases.queries import clock_of, silence_windows
from chinar.domain.cases.rules import BrokenLedger, Phase, Step
from chinar.domain.cases.watching.officials import kept_from, officials
from chinar.domain.cases.watching.rules import Level
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.actions import notify
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.recipients import of_account
from chinar.foundation.time.rules import NoCalendar

log = logging.getLogger(__name__)

REFUSAL, CONSENT = "refusal", "consent"
_article = lazy(words.article, str)
"""In the language of each reader."""


def mark_silences(*, at: datetime) -> int:
    """Enters the end of every period that ended without a decision, however long ago; answers how many.

    A matter that cannot be counted is named in the log and holds up no other.
    """
    marked = 0
    for case in list(_candidates(localtime(at).date())):
        try:
            marked += _mark(case, at=at)
        except (BrokenLedger, NoCalendar, NoLegalPeriod) as wrong:
            log.error("the silence of %s cannot be entered: %s", case.number, wrong)
    return marked


def law_of(case: Case) -> LegalPeriod:
    """The rule that holds for the matter, in its version of the day of receipt."""
    return law_here.in_force(case.legal_period, on=localtime(case.received_at).date())


def _candidates(today: date) -> Iterator[Case]:
    meaning = {rule.code for rule in law_here.table() if rule.silence}
    noted = LedgerEntry.objects.filter(case=OuterRef("pk"), step=Step.SILENCE, on__gt=OuterRef("due_on"))
    late = Case.objects.running().filter(due_on__lt=today, legal_period__in=meaning)
    yield from late.filter(~Exists(noted)).order_by("due_on", "id").iterator()


@transaction.atomic
def _mark(case: Case, *, at: datetime) -> bool:
    """Once: asked again with the matter locked, as an official or another worker may have been faster."""
    case, today = hold(case), localtime(at).date()
    silence, clock = law_of(case).silence, clock_of(case)
    due_on = max(case.due_on, clock.due_on)
    on = due_on + timedelta(days=1)
    running = case.is_open and case.phase != Phase.WAITING and clock.standing is None
    if not running or on > today or case.ledger.filter(step=Step.SILENCE, on__gt=due_on).exists():
        return False
    if silence == REFUSAL:
        _refusal(case, due_on, on=on, at=at)
    elif silence == CONSENT:
        _prepare_consent(case, on=on, at=at)
    record("case.silence", by=SYSTEM, at=at, subject=case.number, subject_kind="case", facts={"due": str(due_on)})
    return True


def _refusal(case: Case, due_on: date, *, on: date, at: datetime) -> None:
    """The applicant is told of the right, while it can still be used."""
    windows = silence_windows(case, due_on=due_on)
    entry = note(case, Step.SILENCE, on=on, at=at, by=SYSTEM, rule=windows.rule.code)
    if windows.unnotified_until >= localtime(at).date():
        more = {
            "until": windows.until,
            "until_unnotified": windows.unnotified_until,
            "article": _article(windows.rule),
        }
        tell_with(case, "silence", more, key=entry.pk, at=at)


def _prepare_consent(case: Case, *, on: date, at: datetime) -> None:
    entry = note(case, Step.SILENCE, on=on, at=at, by=SYSTEM, rule=case.legal_period)
    near = officials(on=localtime(at).date()).of(case, (Level.HANDLER, Level.HEAD), kept_from([case]).get(case.pk, ()))
    notify(
        [of_account(one) for one in near],
        template="cases/notices/official_consent.txt",
        key=f"case:{case.number}:consent:{entry.pk}",
        facts=partial(official_facts, case),
        audience=Message.Audience.OFFICIAL,
        about=about(case),
        at=at,
    )


def awaits_consent(case: Case) -> bool:
    """Whether a person has to confirm that the matter was granted by silence."""
    return bool(
        case.is_open
        and kind_of(case).consented_state
        and law_of(case).silence == CONSENT
        and case.ledger.filter(step=Step.SILENCE, on__gt=case.due_on).exists()
    )


@transaction.atomic
def confirm_consent(case: Case, *, reason: str, seen: str = "", by: Actor, at: datetime) -> Case:
    """An official confirms that the law grants what was asked. Raises AlreadyDecided, ChangedSince, NotOfThisKind."""
    case = hold_open(case, seen)
    if not awaits_consent(case):
        raise NotOfThisKind(case.kind)
    rule = law_of(case)
    today = localtime(at).date()
    entry = note(case, Step.TERMINATED, on=today, at=at, by=by, ground=reason, rule=rule.code)
    close(case, kind_of(case).consented_state, outcomes.CONSENTED, at=at)
    record("case.consented", by=by, at=at, subject=case.number, subject_kind="case")
    tell_with(case, "consented", {"article": _article(rule)}, key=entry.pk, at=at)
    return case
