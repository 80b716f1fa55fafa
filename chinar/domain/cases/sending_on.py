"""Until when a matter for which another body is competent has to be sent on to it."""

from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chinar.domain.cases import law_here, words
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import calendar_of
from chinar.foundation.core.jinja import day
from chinar.foundation.time.rules import count


def told_until(case: Case, *, today: date) -> str:
    """For whoever sends it: the last day and the article, or that it goes at once. "" where the law was not read.

    Raises NoCalendar.
    """
    code = kind_of(case).forwarding_rule
    if not code:
        return _("It is sent on at once.")
    received_on = localtime(case.received_at).date()
    try:
        rule = law_here.in_force(code, on=received_on)
    except NoLegalPeriod:
        return ""
    until = count(received_on, rule.period, calendar_of(case)).due_on
    told = {"day": day(until), "article": words.article(rule)}
    if until < today:
        return _("It had to be sent on by %(day)s (%(article)s). Send it all the same, at once.") % told
    return _("It is sent on by %(day)s (%(article)s).") % told
