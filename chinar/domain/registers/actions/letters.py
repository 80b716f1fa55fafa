"""Letters to other bodies: give us the evidence; mend your entry."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases.legal_periods import in_force
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.registers.actions.holding import hold
from chinar.domain.registers.actions.recording import add_record, tell
from chinar.domain.registers.models import Evidence, EvidenceRecord
from chinar.domain.registers.printing import letter_pdf
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.models import Document
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import count

OTHER_BODY = "data_of_other_body"
TITLES = {"asked": "Искане за служебно предоставяне на сведения", "disputed": "Писмо за неверен запис в регистър"}
"""Of the papers, in the official language; the number of the matter is their subject."""


def answer_due(sent_on: date) -> date:
    """By when another body must answer (АПК чл. 36 ал. 7). Raises NoCalendar, NoLegalPeriod."""
    rule = in_force(OTHER_BODY, on=sent_on)
    return count(sent_on, rule.period, calendar_for(years=[sent_on.year, sent_on.year + 1]), roll=rule.roll).due_on


@transaction.atomic
def ask_by_letter(
    evidence: Evidence, *, body: str, what: str, ground: str, seen: int | None = None, by: Actor, at: datetime
) -> EvidenceRecord:
    """Files a letter that asks another body for the evidence; its own clock runs beside that of the matter.

    Raises RecordedMeanwhile, AlreadyDecided, NoCalendar, NoLegalPeriod.
    """
    fresh = hold(evidence, seen=seen)
    due = answer_due(localtime(at).date())
    letter = _file(fresh, "asked", body=body, what=what, ground=ground, due=due, by=by, at=at)
    made = add_record(
        fresh, "asked", by=by, at=at, place=body, ground=ground, words=what, document=letter, answer_due_on=due
    )
    tell("evidence.letter_sent", fresh, by=by, at=at)
    return made


@transaction.atomic
def dispute_entry(
    evidence: Evidence, *, body: str, what: str, ground: str, seen: int | None = None, by: Actor, at: datetime
) -> EvidenceRecord:
    """Files a letter to the owner of a register whose entry is wrong; no period for mending it is known to us.

    Raises RecordedMeanwhile, AlreadyDecided.
    """
    fresh = hold(evidence, seen=seen)
    letter = _file(fresh, "disputed", body=body, what=what, ground=ground, due=None, by=by, at=at)
    made = add_record(fresh, "disputed", by=by, at=at, place=body, ground=ground, words=what, document=letter)
    tell("evidence.entry_disputed", fresh, by=by, at=at)
    return made


def _file(
    evidence: Evidence, kind: str, *, body: str, what: str, ground: str, due: date | None, by: Actor, at: datetime
) -> Document:
    pdf = letter_pdf(
        evidence, kind=kind, title=TITLES[kind], body=body, what=what, ground=ground, due=due, by=by, at=at
    )
    case: Case = evidence.case
    document = keep(pdf, kind=f"evidence_{kind}", title=TITLES[kind], subject=case.number, by=by, at=at)
    CaseDocument.objects.create(case=case, document=document, part=CaseDocument.Part.LETTER)
    return document
