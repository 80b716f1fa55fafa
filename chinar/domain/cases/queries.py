"""Reads across the rows of a case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext

from chinar.domain.cases import law_here, outcomes, words
from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.legal_periods import LegalPeriod, NoLegalPeriod
from chinar.domain.cases.models import Case, CaseDocument, CaseUpdate, LedgerEntry
from chinar.domain.cases.rules import Clock, Phase, Step, appeal_ends, read
from chinar.foundation.core.jinja import day, moment
from chinar.foundation.core.statements import Statement
from chinar.foundation.offices.queries import main_desk, office_hours
from chinar.foundation.time import explaining
from chinar.foundation.time.queries import Readings, calendar_for, reading_on
from chinar.foundation.time.rules import Count, Hours, Period, Reading, Start, WorkingCalendar, count


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a matter is due when it is due: first one plain sentence, then each line of the counting.

    While the clock `stands` the sentence says since when and what is left, and `due_on` is the date told before.
    """

    due_on: date
    sentence: str
    lines: tuple[str, ...]
    stands: bool = False

    @property
    def whole(self) -> str:
        """The sentence standing alone."""
        plain = self.sentence.rstrip(".")
        if self.stands:
            return f"{plain[0].upper()}{plain[1:]}."
        return gettext("The decision is due %(by)s.") % {"by": plain}


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step on the way of a case, as a person reads it. `state` is a shape of core/ui/tag.html."""

    what: str
    when: str
    state: str
    note: str = ""


def receiving_hours(on: date) -> Hours:
    """When the one-stop desk is open on that weekday; the usual hours where the municipality has told none."""
    desk = main_desk()
    spans = [span for span in office_hours(desk) if span.weekday == on.weekday()] if desk else []
    if not spans:
        return Hours()
    return Hours(min(span.opens for span in spans), max(span.closes for span in spans))


def explain(case: Case) -> Explanation:
    """The due date and how it came about, in the language of the reader. Raises NoCalendar."""
    return explained(case, ledger_of(case))


def explained(case: Case, ledger: Sequence[LedgerEntry]) -> Explanation:
    """The same for a ledger that differs from what is kept: so a page shows what a step would change."""
    clock = _clock(case, ledger)
    counted = clock.counted
    rule = law_here.in_force(case.legal_period, on=localtime(case.received_at).date())
    counting = words.standing_lines(clock.standing) if clock.standing else explaining.lines(counted)
    session = explaining.session_steps(counted.due_on, clock.sitting) if clock.sitting and not clock.standing else ()
    lines = (
        _received_line(case),
        *_late_lines(case),
        _period_line(case, rule),
        *_ledger_lines(ledger, clock),
        *counting,
        *(step.text for step in session),
        *_doubts(rule, ledger),
    )
    if clock.standing:
        return Explanation(max(clock.due_on, case.due_on), words.sentence(clock), lines, stands=True)
    if clock.due_on < case.due_on:
        kept = gettext("A date that was told is never shortened: %(day)s stays.") % {"day": day(case.due_on)}
        return Explanation(case.due_on, explaining.by(case.due_on), (*lines, kept))
    return Explanation(clock.due_on, words.sentence(clock), lines)


def appeal_until(case: Case) -> Count | None:
    """The last day for an appeal against a served decision, None while it is not served or was taken back."""
    served = [row for row in ledger_of(case) if row.step in (Step.SERVED, Step.REOPENED)]
    if not served or served[-1].step == Step.REOPENED:
        return None
    try:
        rule = law_here.in_force("appeal_of_act", on=served[-1].on)
    except NoLegalPeriod:
        return None  # a country whose law on appeals was not read: no date is told
    return appeal_ends([row.as_entry() for row in ledger_of(case)], rule.period, calendar_of(case))


def notice_until(case: Case) -> Count | None:
    """Until when the parties must be told of the decision, None while there is none or the law sets no day."""
    own = law_here.in_force(case.legal_period, on=localtime(case.received_at).date())
    decided = [row for row in ledger_of(case) if row.step == Step.DECIDED]
    if not decided or not own.notify:
        return None
    rule = law_here.in_force(own.notify, on=decided[-1].on)
    return count(decided[-1].on, rule.period, calendar_of(case))


@dataclass(frozen=True, slots=True)
class ToMend:
    """What the applicant is asked to mend, and until when; None where the clock runs on its own."""

    what: str
    until: date | None


def to_mend(case: Case) -> ToMend | None:
    """None when nothing is asked of the applicant now."""
    asked = [row for row in ledger_of(case) if row.step in (Step.DEFECT_NOTED, Step.REMEDIED, Step.REOPENED)]
    if not case.is_open or not asked or asked[-1].step != Step.DEFECT_NOTED:
        return None
    clock = clock_of(case)
    return ToMend(asked[-1].ground, clock.standing.until if clock.standing else None)


@dataclass(frozen=True, slots=True)
class Silence:
    """What follows from no decision in time: the last day to appeal against the silent refusal, and the article."""

    appeal_until: date
    article: str


def silence_of(case: Case, *, due_on: date, on: date) -> Silence | None:
    """The right that silence gives, once the matter is late; the municipality still owes the decision (АПК чл. 58).

    While the clock stands there is no silence.
    """
    own = law_here.in_force(case.legal_period, on=localtime(case.received_at).date())
    if not case.is_open or on <= due_on or own.silence != "refusal" or clock_of(case).standing:
        return None
    rule = law_here.in_force("appeal_of_silence", on=due_on)
    return Silence(count(due_on, rule.period, calendar_of(case)).due_on, words.article(rule))


@dataclass(frozen=True, slots=True)
class Windows:
    """Until when a silent refusal may be appealed: by who knew of the proceeding, and by who was not told of it."""

    rule: LegalPeriod
    until: date
    unnotified_until: date


def silence_windows(case: Case, *, due_on: date) -> Windows:
    """АПК чл. 84 ал. 2. Raises NoLegalPeriod, NoCalendar."""
    rule = law_here.in_force("appeal_of_silence", on=due_on)
    longer = law_here.in_force("appeal_of_silence_unnotified", on=due_on)
    ends, ends_later = (count(due_on, one.period, calendar_of(case)).due_on for one in (rule, longer))
    return Windows(rule, ends, ends_later)


def ledger_of(case: Case) -> list[LedgerEntry]:
    """Read once per case object: pages ask several questions of the same ledger."""
    if not hasattr(case, "_ledger"):
        case._ledger = list(case.ledger.all())  # type: ignore[attr-defined]
    return case._ledger  # type: ignore[attr-defined, no-any-return]


def read_ledgers(cases: Sequence[Case], late: Sequence[Case] = ()) -> set[int]:
    """The ledgers of many cases, and the ids of those of the late ones whose ledger says that the period ended without
    a decision; one query for all, so that a list costs no more for more rows."""
    rows_of: dict[int, list[LedgerEntry]] = {case.pk: [] for case in cases}
    silent: dict[int, bool] = {}
    others = tuple(case.pk for case in late if case.pk not in rows_of)
    for row in _LEDGERS.ask("", tuple(rows_of), others) if cases or late else ():
        if row.case_id in rows_of:
            rows_of[row.case_id].append(row)
        if row.step in _SILENCE:
            silent[row.case_id] = row.step == Step.SILENCE
    for case in cases:
        case._ledger = rows_of[case.pk]  # type: ignore[attr-defined]
    return {pk for pk, is_silent in silent.items() if is_silent}


def _ledgers(shape: str, whole: tuple[int, ...], late: tuple[int, ...]) -> QuerySet[LedgerEntry]:
    """Every case is named outside the choice of rows as well, and the rows are ordered by case first: else SQLite walks
    the ledger of the whole town, for the one as for the other."""
    of_these = LedgerEntry.objects.filter(case__in=[*whole, *late])
    return of_these.filter(Q(case__in=whole) | Q(step__in=_SILENCE)).order_by("case_id", "id")  # type: ignore[no-any-return]


_LEDGERS = Statement(_ledgers)
_SILENCE = (Step.SILENCE, Step.REOPENED)
"""The last of these says whether silence has set in: a matter that was opened again has a decision ahead of it."""


def share_calendar(cases: Sequence[Case]) -> None:
    """One calendar, with the years that any of them can reach, and the readings, for many cases whose ledgers were
    read."""
    days = [row.on for case in cases for row in ledger_of(case)]
    if not days:
        return
    calendar = calendar_for(years=range(min(days).year - 1, max(days).year + 3))
    readings = Readings.here() if any(_ever_stood(ledger_of(case)) for case in cases) else Readings()
    for case in cases:
        case._calendar = calendar  # type: ignore[attr-defined]
        case._counted_by = readings.on(localtime(case.received_at).date())  # type: ignore[attr-defined]


def forget_ledger(case: Case) -> None:
    """After a row was written."""
    case.__dict__.pop("_ledger", None)


_NAMES_A_BODY = (Step.CONSENT_ASKED, Step.SESSION_CALLED, Step.DATA_CAME, Step.FORWARDED)
_GROUND_IS_NO_TEXT = (Step.STARTED, Step.SUSPENDED, *_NAMES_A_BODY)
"""There it is the code of a convention or of a legal ground, or names another body."""


def leave_out_words(case: Case) -> None:
    """For a reader who is no party: what happened to the clock stays, what was written to the parties does not."""
    for row in ledger_of(case):
        row.act = ""
        if row.step not in _GROUND_IS_NO_TEXT:
            row.ground = ""
        elif row.step == Step.SESSION_CALLED:
            row.ground = row.body


def clock_of(case: Case) -> Clock:
    """What the ledger says of the clock. Raises NoCalendar, NoLegalPeriod."""
    return _clock(case, ledger_of(case))


def _clock(case: Case, ledger: Sequence[LedgerEntry]) -> Clock:
    entries = [row.as_entry() for row in ledger]
    return read(entries, Period.parse(case.period), calendar_of(case), _reading(case, ledger))


def _reading(case: Case, ledger: Sequence[LedgerEntry]) -> Reading:
    """As it was read on the day of receipt. Asked for only when the clock ever stood: nothing else depends on it."""
    if not _ever_stood(ledger):
        return Reading()
    if not hasattr(case, "_counted_by"):
        case._counted_by = reading_on(localtime(case.received_at).date())  # type: ignore[attr-defined]
    return case._counted_by  # type: ignore[attr-defined, no-any-return]


def _ever_stood(ledger: Sequence[LedgerEntry]) -> bool:
    return any(row.step == Step.SUSPENDED for row in ledger)


def updates_of(case: Case) -> list[CaseUpdate]:
    """What the citizen added; no query for a case of which the door of access knows that there is nothing."""
    if not getattr(case, "has_updates", True):
        return []
    papers = Prefetch("papers", CaseDocument.objects.select_related("document__scan"))
    return list(case.updates.select_related("read_by", "taken_by").prefetch_related(papers))


def milestones(case: Case, *, on: date) -> list[Milestone]:
    """The way of the case: what happened, where it stands, what comes. `on` is the reader's today."""
    now = str(kind_of(case).state(case.state).for_citizen)
    happened = [_milestone(row, now if _is_the_end(case, row) else "") for row in _told(case)]
    way = [Milestone(gettext("Registered"), moment(case.received_at), "received"), *happened]
    if case.is_open:
        return [*way, *_ahead(case, now, on)]
    ended = outcomes.outcome_of(case)
    if ended and case.closed_at and not _is_told(case):
        why = case.voided_because if case.outcome == outcomes.VOIDED else ""
        way.append(Milestone(str(ended.words), moment(case.closed_at), "closed", why))
    if case.phase == Phase.DECIDED:
        way.append(Milestone(str(kind_of(case).after_decision), "", "ahead"))
    return way


_ENDS = (Step.TERMINATED, Step.FORWARDED)


def _is_told(case: Case) -> bool:
    """Whether a row of the ledger tells the end already."""
    if case.outcome in outcomes.SHARED:
        told = (outcomes.TERMINATED, outcomes.FORWARDED)
        return case.outcome in told and any(row.step in _ENDS for row in ledger_of(case))
    return any(row.step in (Step.DECIDED, Step.TERMINATED) for row in ledger_of(case))


_SHAPES = {
    Step.SUSPENDED: "waiting",
    Step.DEFECT_NOTED: "waiting",
    Step.SILENCE: "late",
    Step.DECIDED: "decided",
    Step.SERVED: "closed",
    Step.FORWARDED: "closed",
    Step.TERMINATED: "closed",
}


def _told(case: Case) -> list[LedgerEntry]:
    return [row for row in ledger_of(case) if row.step != Step.STARTED]


def _is_the_end(case: Case, row: LedgerEntry) -> bool:
    """Whether with this receipt the matter came to where it stands: what happened before is told in its own words."""
    return row.step == Step.SERVED and case.phase == Phase.CLOSED and row.pk == ledger_of(case)[-1].pk


def _milestone(row: LedgerEntry, now: str) -> Milestone:
    """`now`: where the matter came to stand with it, instead of what happened."""
    step = Step(row.step)
    what = now or words.what(row)
    when = moment(row.at) if step in (Step.DECIDED, Step.SERVED) else day(row.on)
    return Milestone(what, when, _SHAPES.get(step, "in_progress"), words.ground(row))


def _ahead(case: Case, now: str, on: date) -> Iterator[Milestone]:
    explanation = explain(case)
    if explanation.stands:
        yield Milestone(now, "", str(Phase.WAITING), explanation.whole)
        return
    if case.phase != Phase.RECEIVED:
        yield Milestone(now, "", str(case.phase))
    due_on = explanation.due_on
    yield Milestone(gettext("Decision due by"), day(due_on), "late" if due_on < on else "ahead")


def calendar_of(case: Case) -> WorkingCalendar:
    """The years that the matter can reach. Read once per case object, as the ledger is."""
    if not hasattr(case, "_calendar"):
        last = max([row.on.year for row in ledger_of(case)], default=0)
        received = localtime(case.received_at).year
        case._calendar = calendar_for(years=range(received - 1, max(received, last) + 3))  # type: ignore[attr-defined]
    return case._calendar  # type: ignore[attr-defined, no-any-return]


def count_by(case: Case, calendar: WorkingCalendar) -> Case:
    """The case with a calendar that was read already, for whoever goes through many."""
    case._calendar = calendar  # type: ignore[attr-defined]
    return case


def _received_line(case: Case) -> str:
    return gettext("Received on %(when)s.") % {"when": explaining.moment(localtime(case.received_at))}


def _late_lines(case: Case) -> tuple[str, ...]:
    """Why the clock did not start on the day of receipt, where the ledger says so."""
    started = next(row for row in ledger_of(case) if row.step == Step.STARTED)
    if not started.ground:
        return ()
    received = localtime(case.received_at).replace(tzinfo=None)
    following = calendar_of(case).next_working(received.date())
    return explaining.start_lines(Start(started.on, received, started.ground, following))


def _period_line(case: Case, rule: LegalPeriod) -> str:
    return gettext("The period is %(period)s (%(article)s).") % {
        "period": explaining.period(Period.parse(case.period)),
        "article": words.article(rule),
    }


_LENGTHENS = (Step.EXTENDED, Step.CONSENT_ASKED)


def _ledger_lines(ledger: Sequence[LedgerEntry], clock: Clock) -> Iterator[str]:
    """Each thing that happened to the clock, and the whole period when it grew."""
    told = [row for row in ledger if row.step not in (Step.STARTED, Step.DECIDED, Step.SERVED, Step.APPEALED)]
    yield from (words.line(row) for row in told)
    if any(row.step in _LENGTHENS for row in told):
        yield gettext("With what was added the period is %(period)s, counted as one.") % {
            "period": explaining.period(clock.period)
        }
    if clock.answer_until:
        yield gettext("The other body may answer until %(day)s; its silence counts as consent.") % {
            "day": explaining.day(clock.answer_until)
        }


def _doubts(own: LegalPeriod, ledger: Sequence[LedgerEntry]) -> Iterator[str]:
    """What no lawyer has confirmed, with the question, once each."""
    rules = [own, *(law_here.in_force(row.rule, on=row.on) for row in ledger if row.rule)]
    yield from dict.fromkeys(doubt for rule in rules if (doubt := words.doubt(rule)))
    if any(row.step == Step.REOPENED for row in ledger):
        yield gettext("That the period runs anew from the day of reopening is not yet confirmed by a lawyer.")
