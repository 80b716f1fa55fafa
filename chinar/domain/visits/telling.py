"""What may be told on the telephone about a matter, after questions that reveal nothing to who asks them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from chinar.domain.cases.access import User, reaches
from chinar.domain.cases.models import Case, Party
from chinar.domain.visits.models import StatusCall
from chinar.domain.visits.models.status_call import MOST_WRONG, number_hash
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.identifiers import clean
from chinar.foundation.journal.actions import record
from chinar.foundation.offices.models import Office

LAST = 4
"""Digits that a caller names. The EGN's first six are a birth date that neighbours know."""


class TooManyWrong(Exception):
    """Of this number nothing is told on the telephone for a day."""


@transaction.atomic
def ask_status(case: Case | None, number: str, *, last_digits: str, filed_on: date, by: Actor, at: datetime) -> bool:
    """Whether the answers fit the matter. A number that is none, and one without a person, answer as a wrong one.

    Each call is kept, and told to the journal. Raises TooManyWrong, and ValueError without an account.
    """
    if by.account_id is None:
        raise ValueError("A call is answered by an official.")
    if StatusCall.objects.wrong(number, at=at).count() >= MOST_WRONG:
        raise TooManyWrong
    is_right = case is not None and _fits(case, last_digits, filed_on)
    StatusCall.objects.create(number_hash=number_hash(number), is_right=is_right, at=at, by_id=by.account_id)
    verb = "visit.status_told" if is_right else "visit.status_refused"
    record(verb, by=by, at=at, subject=case.number if case else "", subject_kind="case" if case else "")
    return is_right


def _fits(case: Case, last_digits: str, filed_on: date) -> bool:
    parties = Party.objects.select_related("person", "organisation").filter(case=case)
    return localdate(case.received_at) == filed_on and clean(last_digits) in _endings(parties)


def _endings(parties: Iterable[Party]) -> set[str]:
    """The last digits of the number of everybody who has a part; none for who has no number."""
    numbers = {party.organisation.eik if party.organisation else _number(party) for party in parties}
    return {number[-LAST:] for number in numbers if len(number) > LAST}


def _number(party: Party) -> str:
    return str(party.person.identifier.reveal()) if party.person is not None else ""


def find_case(user: User, number: str, offices: Iterable[Office], *, on: date) -> Case | None:
    """A matter that the official may read, or that was filed at their office; never one they are kept away from."""
    case: Case | None = Case.objects.shown_to(user.pk).select_related("department").filter(number=number).first()
    if case is None:
        return None
    filed_here = case.office_id in {office.pk for office in offices}
    return case if filed_here or reaches(user, case, "cases.read", on=on) else None
