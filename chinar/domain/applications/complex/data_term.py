"""The three days of complex service, which run from the access to the data of the primary administrators
(АПК чл. 57, ал. 9): counted by itself and shown beside the due date, which stays."""

from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chinar.domain.cases import words
from chinar.domain.cases.law_here import in_force
from chinar.domain.cases.legal_periods import LegalPeriod, NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import calendar_of
from chinar.domain.registers.queries import data_accessed_at
from chinar.foundation.time import explaining
from chinar.foundation.time.rules import Count, NoCalendar, count

RULE = "complex_service"


@dataclass(frozen=True, slots=True)
class DataTerm:
    """`counted` runs from the day on which the last data came; `lines` say how, with the article."""

    counted: Count
    lines: tuple[str, ...]


def data_term_of(case: Case) -> DataTerm | None:
    """None while data of others is still awaited, or where none was needed; one query. Also none where neither law nor
    calendar of that day are known: nothing is guessed."""
    at = data_accessed_at(case)
    if at is None:
        return None
    since = localdate(at)
    try:
        rule = in_force(RULE, on=since)
        counted = count(since, rule.period, calendar_of(case))
    except (NoLegalPeriod, NoCalendar):
        return None
    return DataTerm(counted, _lines(counted, rule))


def _lines(counted: Count, rule: LegalPeriod) -> tuple[str, ...]:
    came = _("The last data came on %(day)s.") % {"day": explaining.day(counted.start)}
    told = {"period": explaining.period(rule.period), "article": words.article(rule)}
    return (
        came,
        _("In complex service the period is %(period)s after access to the data (%(article)s).") % told,
        *explaining.lines(counted),
        _("The due date of the matter stays: how the two relate is not yet confirmed by a lawyer."),
    )
