"""The legal periods of the country of the municipality in scope. Which country that is, nothing else here asks."""

from datetime import date

from chinar.domain.cases import legal_periods
from chinar.domain.cases.legal_periods import LegalPeriod
from chinar.foundation.territory.towns import country_here


def in_force(code: str, *, on: date) -> LegalPeriod:
    """The version of a rule in force on a day. Raises NoLegalPeriod."""
    return legal_periods.in_force(code, on=on, country=country_here())


def extensions_of(code: str, *, on: date) -> tuple[LegalPeriod, ...]:
    """The rules by which a period of this code may be lengthened on that day."""
    return legal_periods.extensions_of(code, on=on, country=country_here())


def sessions_of(code: str, *, on: date) -> tuple[LegalPeriod, ...]:
    """The rules by which a collective body decides at a session, when the period is of this code."""
    return legal_periods.sessions_of(code, on=on, country=country_here())


def receipts_of(code: str, *, on: date) -> tuple[LegalPeriod, ...]:
    """The rules by which a period of this code begins when something has come from another body."""
    return legal_periods.receipts_of(code, on=on, country=country_here())


def remedies_of(code: str, *, on: date) -> tuple[LegalPeriod, ...]:
    """The rules by which the applicant may be asked to mend a request whose period is of this code."""
    return legal_periods.remedies_of(code, on=on, country=country_here())


def table() -> tuple[LegalPeriod, ...]:
    """All rules, in the order of the country's file. Raises NoLegalPeriod for a country without one."""
    return legal_periods.table(country_here())
