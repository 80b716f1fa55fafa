"""Reads across the rows of a case."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from chinar.domain.cases import legal_periods
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.legal_periods import LegalPeriod
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.rules import Clock, Phase, Step, appeal_ends, read
from chinar.foundation.core.jinja import day, moment
from chinar.foundation.offices.queries import main_desk, office_hours
from chinar.foundation.time import explaining
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import Count, Hours, Period, Start, WorkingCalendar, count


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a matter is due when it is due: first one plain sentence, then each line of the counting."""

    due_on: date
    sentence: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step on the way of a case, as a person reads it. `state` is a shape of core/ui/tag.html."""

    what: str
    when: str
    state: str


def receiving_hours(on: date) -> Hours:
    """When the one-stop desk is open on that weekday; the usual hours where the municipality has told none."""
    desk = main_desk()
    spans = [span for span in office_hours(desk) if span.weekday == on.weekday()] if desk else []
    if not spans:
        return Hours()
    return Hours(min(span.opens for span in spans), max(span.closes for span in spans))


def explain(case: Case) -> Explanation:
    """The due date and how it came about, in the language of the reader. Raises NoCalendar."""
    counted = clock_of(case).counted
    rule = legal_periods.in_force(case.legal_period, on=localtime(case.received_at).date())
    lines = (_received_line(case), *_late_lines(case), _period_line(case, rule), *explaining.lines(counted))
    if counted.due_on < case.due_on:
        kept = gettext("A date that was told is never shortened: %(day)s stays.") % {"day": day(case.due_on)}
        return Explanation(case.due_on, gettext("by %(day)s") % {"day": explaining.day(case.due_on)}, (*lines, kept))
    return Explanation(counted.due_on, explaining.sentence(counted), lines)


def appeal_until(case: Case) -> Count | None:
    """The last day for an appeal against a served decision, None while it is not served."""
    rule = legal_periods.in_force("appeal_of_act", on=localtime(case.received_at).date())
    return appeal_ends([row.as_entry() for row in ledger_of(case)], rule.period, _calendar(case))


@dataclass(frozen=True, slots=True)
class Silence:
    """What follows from no decision in time: the last day to appeal against the silent refusal, and the article."""

    appeal_until: date
    article: str


def silence_of(case: Case, *, due_on: date, on: date) -> Silence | None:
    """The right that silence gives, once the matter is late; the municipality still owes the decision (АПК чл. 58)."""
    own = legal_periods.in_force(case.legal_period, on=localtime(case.received_at).date())
    if not case.is_open or on <= due_on or own.silence != "refusal":
        return None
    rule = legal_periods.in_force("appeal_of_silence", on=due_on)
    article = rule.article_en if get_language() == "en" else rule.article
    return Silence(count(due_on, rule.period, _calendar(case)).due_on, article)


def ledger_of(case: Case) -> list[LedgerEntry]:
    """Read once per case object: pages ask several questions of the same ledger."""
    if not hasattr(case, "_ledger"):
        case._ledger = list(case.ledger.all())  # type: ignore[attr-defined]
    return case._ledger  # type: ignore[attr-defined, no-any-return]


def forget_ledger(case: Case) -> None:
    """After a row was written."""
    case.__dict__.pop("_ledger", None)


def clock_of(case: Case) -> Clock:
    """What the ledger says of the clock. Raises NoCalendar, NoLegalPeriod."""
    return read([row.as_entry() for row in ledger_of(case)], Period.parse(case.period), _calendar(case))


def milestones(case: Case, *, on: date) -> list[Milestone]:
    """The way of the case: what happened, where it stands, what comes. `on` is the reader's today."""
    done = {Step(row.step): row for row in ledger_of(case)}
    words = str(kind_of(case).state(case.state).for_citizen)
    way = [Milestone(gettext("Registered"), moment(case.received_at), "received")]
    if case.is_open:
        if case.phase != Phase.RECEIVED:
            way.append(Milestone(words, "", str(case.phase)))
        due_on = explain(case).due_on
        way.append(Milestone(gettext("Decision due by"), day(due_on), "late" if due_on < on else "ahead"))
        return way
    way.append(Milestone(gettext("Decided"), moment(done[Step.DECIDED].at), "decided"))
    if Step.SERVED in done:
        way.append(Milestone(words, moment(done[Step.SERVED].at), "closed"))
    else:
        way.append(Milestone(gettext("Waits for you to receive it"), "", "ahead"))
    return way


def _calendar(case: Case) -> WorkingCalendar:
    """The years that the matter can reach. Read once per case object, as the ledger is."""
    if not hasattr(case, "_calendar"):
        year = localtime(case.received_at).year
        case._calendar = calendar_for(years=range(year - 1, year + 3))  # type: ignore[attr-defined]
    return case._calendar  # type: ignore[attr-defined, no-any-return]


def _received_line(case: Case) -> str:
    return gettext("Received on %(when)s.") % {"when": explaining.moment(localtime(case.received_at))}


def _late_lines(case: Case) -> tuple[str, ...]:
    """Why the clock did not start on the day of receipt, where the ledger says so."""
    started = next(row for row in ledger_of(case) if row.step == Step.STARTED)
    if not started.ground:
        return ()
    received = localtime(case.received_at).replace(tzinfo=None)
    following = _calendar(case).next_working(received.date())
    return explaining.start_lines(Start(started.on, received, started.ground, following))


def _period_line(case: Case, rule: LegalPeriod) -> str:
    article = rule.article_en if get_language() == "en" else rule.article
    return gettext("The period is %(period)s (%(article)s).") % {
        "period": explaining.period(Period.parse(case.period)),
        "article": article,
    }
