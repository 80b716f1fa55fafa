"""What the town's own bases know for the form of a result: a question with the code of a fact is filled from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from chinar.domain.applications.general import result_form_of
from chinar.domain.applications.models import Application
from chinar.domain.cases.models import Party
from chinar.domain.registers.local import NAME, BaseUnreadable, LocalBase, bases_in
from chinar.domain.registers.words import called
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record_read


@dataclass
class Prefilled:
    """`answers` fill the form; `names` are how the bases call whoever bears the number, for the official to compare.

    `missing` are bases that know nobody with the number, `unreadable` those that could not be asked.
    """

    answers: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)

    @property
    def is_asked(self) -> bool:
        return bool(self.names or self.missing or self.unreadable)


def prefill(application: Application, *, by: Actor, at: datetime) -> Prefilled:
    """Asks the bases that know something which the form needs, and no others; the journal is told that it was done."""
    known, case = Prefilled(), application.case
    bases = bases_in(settings.LOCAL_BASES, case.municipality.slug)
    number = _number_of(application) if bases else ""
    if not number:
        return known
    wanted = {question.code for question in result_form_of(application).questions}
    for base in bases:
        _ask(base, number, wanted, known)
    if known.is_asked:
        record_read("application.base_asked", by=by, at=at, subject=case.number, subject_kind="case")
    return known


def _ask(base: LocalBase, number: str, wanted: set[str], known: Prefilled) -> None:
    try:
        facts = wanted & base.facts()
        if not facts:
            return
        found = base.find(number)
    except BaseUnreadable:
        known.unreadable.append(called(base.code))
        return
    if found is None:
        known.missing.append(called(base.code))
        return
    known.names[called(base.code)] = found.get(NAME, "–")
    known.answers.update(_of(found, facts))


def _of(found: Mapping[str, str], facts: set[str]) -> dict[str, str]:
    return {code: value for code, value in found.items() if code in facts}


def _number_of(application: Application) -> str:
    """EGN, LNCh or EIK of whom it concerns, as the applicant stated it."""
    applicants = application.case.parties.select_related("person", "organisation")
    about = applicants.filter(role=Party.PartyRole.APPLICANT).first()
    if about is None:
        return ""
    if about.organisation is not None:
        return str(about.organisation.eik)
    return str(about.person.identifier.reveal()) if about.person is not None else ""
