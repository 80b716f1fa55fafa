"""The ledger and the law in words, in the language that is active: for the citizen, the clerk and the paper."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import grounds, law_here
from chinar.domain.cases.legal_periods import Event, LegalPeriod
from chinar.domain.cases.models import LedgerEntry
from chinar.domain.cases.rules import Clock, Standing, Step
from chinar.domain.cases.step_rules import Problem
from chinar.foundation.time import explaining
from chinar.foundation.time.rules import NoCalendar

STEPS: dict[Step, str | Promise] = {
    Step.STARTED: _("The clock started"),
    Step.SUSPENDED: _("The clock was stopped"),
    Step.RESUMED: _("The clock goes on"),
    Step.DEFECT_NOTED: _("The applicant was asked to mend the request"),
    Step.REMEDIED: _("The request was mended"),
    Step.FORWARDED: _("Sent on to the competent body"),
    Step.EXTENDED: _("The period was extended"),
    Step.CONSENT_ASKED: _("Another body was asked for its consent or opinion"),
    Step.CONSENT_GIVEN: _("The other body answered"),
    Step.SESSION_CALLED: _("The session at which a collective body decides was called"),
    Step.DATA_CAME: _("Data that another body keeps on paper has come: the period begins with it"),
    Step.PARTLY_ELSEWHERE: _("A part of the request is for another body: the applicant was told to file it there"),
    Step.SILENCE: _("The period ended without a decision"),
    Step.DECIDED: _("Decided"),
    Step.SERVED: _("Received by the applicant"),
    Step.APPEALED: _("Appealed"),
    Step.TERMINATED: _("Ended without a decision"),
    Step.REOPENED: _("Opened again"),
}

PROBLEMS: dict[Problem, str | Promise] = {
    Problem.FUTURE: _("The day cannot be in the future."),
    Problem.BEFORE_LAST: _("The day cannot be before the last thing entered in this matter."),
    Problem.STANDS: _("The clock stands already."),
    Problem.RUNS: _("The clock is not stopped."),
    Problem.NO_DEFECTS: _("The applicant was not asked to mend anything."),
    Problem.NOTHING_ASKED: _("No other body was asked, or it has answered already."),
    Problem.ASKED_ALREADY: _("Another body was asked already: the period grows by it only once."),
    Problem.EXTENDED_ALREADY: _("The period was extended already: the law allows it once."),
    Problem.TERM_OVER: _("The period is over: it can no longer be stopped or extended."),
    Problem.STANDS_NOW: _("The clock stands. Enter it when the clock goes on."),
    Problem.SESSION_WITHIN: _("A session counts only after the end of the period. Before it the body decides in time."),
    Problem.SESSION_BEFORE_CALL: _("The session cannot be before the day on which it was called."),
    Problem.SESSION_KNOWN: _("This session is entered already."),
    Problem.DATA_KNOWN: _(
        "Data on paper from this body is entered already. What comes later from the same body begins no new period."
    ),
    Problem.DATA_ASKED_LATER: _("The data cannot have been asked for after the day on which it came."),
    Problem.SESSION_FAR: _(
        "This is more than three months after the end of the period: a council without a session for so long loses its "
        "mandate (ЗМСМА чл. 27, ал. 1). Correct the day, or confirm that you have checked it."
    ),
}

EVENTS: dict[Event, str | Promise] = {
    Event.RECEIPT: pgettext_lazy("counted from", "receipt"),
    Event.REQUEST_TO_OTHER_BODY: pgettext_lazy("counted from", "the day on which the other body is asked"),
    Event.ACCESS_TO_DATA: pgettext_lazy("counted from", "access to the data"),
    Event.NOTICE_OF_DEFECTS: pgettext_lazy("counted from", "notice of the defects"),
    Event.NOTICE: pgettext_lazy("counted from", "notice"),
    Event.DECISION: pgettext_lazy("counted from", "the decision"),
    Event.POSTING: pgettext_lazy("counted from", "the day on which it is put up"),
    Event.SENDING: pgettext_lazy("counted from", "sending"),
    Event.EXPIRY_OF_RIGHT: pgettext_lazy("counted from", "the end of the right"),
    Event.SERVICE_OF_ACT: pgettext_lazy("counted from", "receipt of the act by the party"),
    Event.END_OF_TERM: pgettext_lazy("counted from", "the end of the period"),
    Event.RECEIPT_OF_FILE: pgettext_lazy("counted from", "receipt of the file"),
    Event.VIOLATION: pgettext_lazy("counted from", "the violation"),
    Event.REGISTRATION: pgettext_lazy("counted from", "registration"),
    Event.EVENT: pgettext_lazy("counted from", "the event"),
    Event.ADOPTION: pgettext_lazy("counted from", "adoption"),
    Event.PUBLICATION: pgettext_lazy("counted from", "publication"),
    Event.MEETING: pgettext_lazy("counted from", "the meeting"),
    Event.DECISION_TO_HOLD: pgettext_lazy("counted from", "the decision to hold it"),
    Event.ANNOUNCEMENT: pgettext_lazy("counted from", "announcement"),
    Event.ACT_OF_ASSEMBLY: pgettext_lazy("counted from", "the decision of the assembly"),
}

SILENCES: dict[str, str | Promise] = {"": "", "refusal": _("silent refusal"), "consent": _("silent consent")}

GROUPS: dict[str, str | Promise] = {
    "act": _("Applications and individual acts"),
    "service": _("Services and enquiries"),
    "appeal": _("Appeals"),
    "proposal": _("Proposals and signals"),
    "information": _("Access to public information"),
    "consultation": _("Public consultations, budget and debt"),
    "participation": _("Direct participation of citizens"),
    "council": _("Acts of the municipal council"),
    "notice": _("Notices"),
}


def article(rule: LegalPeriod) -> str:
    return rule.article_en if get_language() == "en" else rule.article


def name(rule: LegalPeriod) -> str:
    return rule.name_en if get_language() == "en" else rule.name


def question(rule: LegalPeriod) -> str:
    return rule.question_en if get_language() == "en" else rule.question


def ground(row: LedgerEntry) -> str:
    """Why, in words: a ground of the law by its name, a body and why its session is on another day, everything else as
    it was written."""
    if row.step == Step.SESSION_CALLED and row.put_off_because:
        told = gettext("%(body)s; the session is on another day: %(why)s")
        return told % {"body": row.body, "why": row.put_off_because}
    known = grounds.ground_of(row.ground) if row.step == Step.SUSPENDED else None
    return known.words if known else row.ground


def source(row: LedgerEntry) -> str:
    """Act and article on which a row of the ledger rests, "" when it is only a fact."""
    if row.rule:
        return article(law_here.in_force(row.rule, on=row.on))
    return grounds.source_of(Step(row.step), row.ground)


def what(row: LedgerEntry) -> str:
    """What happened, for which day a session was called, and when data that came was asked for."""
    if row.step == Step.SESSION_CALLED and row.until:
        told = gettext("The session at which a collective body decides was called for %(day)s")
        return told % {"day": explaining.day(row.until)}
    if row.step == Step.DATA_CAME and row.until:
        told = gettext(
            "Data that another body keeps on paper has come, asked for on %(day)s; the period begins with it"
        )
        return told % {"day": explaining.day(row.until)}
    if row.rule == "information_clarification":
        return gettext("The applicant was asked to make the request clear")
    return str(STEPS[Step(row.step)])


def length(rule: LegalPeriod) -> str:
    """How long a rule gives, in words."""
    return explaining.period(rule.length) if rule.length else gettext("the first session after it")


def line(row: LedgerEntry) -> str:
    """One row of the ledger as a line of an explanation: day, what, why, by which act and article."""
    told = f"{explaining.day(row.on)}: {what(row)}"
    why = f" – {ground(row).rstrip('.')}" if row.ground else ""
    act = f" ({row.act})" if row.act else ""
    by = f" ({source(row)})" if source(row) else ""
    return f"{told[0].upper()}{told[1:]}{why}{act}{by}."


def doubt(rule: LegalPeriod) -> str:
    """The mark of a rule that no lawyer has confirmed, with the question; "" for one that is."""
    if rule.confirmed:
        return ""
    return gettext("This rule is not yet confirmed by a lawyer: %(question)s (%(article)s).") % {
        "question": question(rule),
        "article": article(rule),
    }


def sentence(clock: Clock) -> str:
    """`by Monday, 16 November 2026`, or that the clock stands, since when, and what is left."""
    if clock.standing is None:
        return explaining.by(clock.due_on)
    return standing(clock.standing)


def standing(now: Standing) -> str:
    since, left = explaining.day(now.since), explaining.period(now.left)
    if now.session:
        return gettext(
            "the clock stands since %(since)s; the period is over, %(left)s were left until the session on %(session)s"
        ) % {"since": since, "left": left, "session": explaining.day(now.session)}
    if now.step is Step.SUSPENDED:
        return gettext("the clock stands since %(since)s; %(left)s are left when it goes on") % {
            "since": since,
            "left": left,
        }
    until = explaining.day(now.until) if now.until else ""
    return gettext(
        "the clock stands since %(since)s: it waits until %(until)s for the request to be mended; then %(left)s begin"
    ) % {"since": since, "until": until, "left": left}


def waits(now: Standing, ground: str) -> str:
    """In a list: for whom or what a matter waits, and until when or since when."""
    if now.step is not Step.SUSPENDED:
        if now.until is None:
            return gettext("waits for the applicant")
        return gettext("waits for the applicant until %(day)s") % {"day": _short(now.until)}
    if now.until:
        return gettext("waits: %(ground)s, expected until %(day)s") % {"ground": ground, "day": _short(now.until)}
    return gettext("waits since %(day)s: %(ground)s") % {"ground": ground, "day": _short(now.since)}


def _short(day: date) -> str:
    return date_format(day, "d.m.Y")


def standing_lines(now: Standing) -> tuple[str, ...]:
    """What went by before a suspension, and that a lawyer has not confirmed how it is counted."""
    if now.step is not Step.SUSPENDED:
        return ()
    source = explaining.source("C9")
    if now.session:
        told = gettext(
            "Days of the period used: %(used)d, all of it. If the clock still stands on the day of the session, the "
            "body cannot decide at it: when the clock goes on the session is called anew (%(source)s)."
        )
    else:
        told = gettext("Days used before it stopped: %(used)d; days left: %(left)d (%(source)s).")
    return (
        told % {"used": now.used, "left": now.left.amount, "source": source},
        gettext("This reading is not yet confirmed by a lawyer: %(source)s.") % {"source": source},
    )


def no_calendar(missing: NoCalendar) -> str:
    told = gettext("There is no working calendar for the year %(year)d, so the date cannot be told.")
    return told % {"year": missing.year}


def problem(code: Problem) -> str:
    return str(PROBLEMS[code])
