"""Reads across appeals, the matters against which they lie, and the law."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext

from chinar.domain.appeals import rules
from chinar.domain.appeals.models import Appeal, BoardNotice, HigherDecision, InterestedPerson, Sending
from chinar.domain.appeals.rules import Issuer, Purpose, Superior, Target
from chinar.domain.cases import kinds, law_here, legal_periods
from chinar.domain.cases.models import Case, CaseDocument, Party
from chinar.domain.cases.queries import calendar_of, explain, ledger_of, silence_of
from chinar.domain.cases.rules import Step
from chinar.domain.cases.words import article
from chinar.foundation.core.content import words
from chinar.foundation.documents.models import Document
from chinar.foundation.territory.models import Department, Municipality
from chinar.foundation.time.queries import calendar_for
from chinar.foundation.time.rules import Period, count


@dataclass(frozen=True, slots=True)
class Until:
    """The last day of a period, and the article that sets it."""

    day: date
    article: str

    def is_over(self, *, on: date) -> bool:
        return on > self.day


def target_of(case: Case, *, on: date) -> Target | None:
    """What of the matter can be appealed against on that day; None when nothing can, or its kind gives no acts."""
    if kinds.kind_of(case).set_aside is None:
        return None
    silent = case.is_open and silence_of(case, due_on=explain(case).due_on, on=on) is not None
    return rules.target_of([Step(row.step) for row in ledger_of(case)], silent=silent)


def not_here(case: Case) -> str:
    """What is true of appeals where the kind of the matter has none that is filed here; "" where it has."""
    kind = kinds.kind_of(case)
    return "" if kind.set_aside else str(kind.on_appeal(case))


def act_of(case: Case) -> Document | None:
    """The paper of the decision that stands; None when there is none, or it fell."""
    part = (
        CaseDocument.objects.filter(case=case, part=CaseDocument.Part.RESULT, document__withdrawal=None)
        .select_related("document")
        .order_by("-id")
        .first()
    )
    return part.document if part else None


def issuer_of(department: Department) -> Issuer:
    """Whose act it is by the department; an official may say otherwise."""
    return Issuer.MAYORALTY if department.kind == Department.Kind.VILLAGE_OFFICE else Issuer.MAYOR


def superior_name(issuer: Issuer, municipality: Municipality) -> str:
    """The superior body by its name, "" when our sources do not say which it is."""
    match rules.superior_of(issuer):
        case Superior.MAYOR:
            return gettext("The mayor of the municipality of %(name)s") % {"name": words(municipality, "name")}
        case Superior.GOVERNOR:
            if municipality.district is None:
                return gettext("The regional governor")
            return gettext("The regional governor of %(district)s") % {"district": words(municipality.district, "name")}
    return ""


def body_above(appeal: Appeal) -> str:
    """Who decides if the body that issued the act does not reconsider: as the letter names it, or as it would."""
    sending = sending_of(appeal)
    if sending:
        return str(sending.body)
    if appeal.to_court:
        return gettext("The administrative court")
    return superior_name(Issuer(appeal.issuer), appeal.case.municipality) or gettext("The superior body")


def last_day(against: Case, rule: str, target: str, *, on: date) -> Until | None:
    """Until when an appeal by the rule is in time; None while its term has not begun."""
    begins = against.due_on if target == Target.SILENCE else _served_on(against)
    legal = law_here.in_force(rule, on=begins or on)
    return _until(begins, legal, against) if begins else None


def last_day_for(appeal: Appeal, rule: str, *, on: date) -> Until | None:
    """The same for whoever filed the appeal: the term of somebody outside the matter begins when they were notified of
    the act themselves (АПК чл. 84 ал. 1), not when its addressee received it."""
    if not appeal.stands_outside or appeal.target == Target.SILENCE:
        return last_day(appeal.against, rule, appeal.target, on=on)
    begins = appeal.notified_on
    return _until(begins, law_here.in_force(rule, on=begins)) if begins else None


def _served_on(case: Case) -> date | None:
    """When the decision that stands was received by the party."""
    told = [row for row in ledger_of(case) if row.step in (Step.SERVED, Step.REOPENED)]
    return told[-1].on if told and told[-1].step == Step.SERVED else None


def _until(begins: date, legal: legal_periods.LegalPeriod, case: Case | None = None) -> Until:
    """With a case by the calendar that its own clock was counted by, where that one reaches far enough."""
    calendar = calendar_of(case) if case else None
    if calendar is None or not {begins.year, begins.year + 1} <= calendar.years:
        calendar = calendar_for(years=range(begins.year - 1, begins.year + 3))
    return Until(count(begins, legal.period, calendar).due_on, article(legal))


def by_rule(rule: str, begins: date, case: Case | None = None) -> Until:
    """The end of a period of the law that begins on a day, in a case."""
    return _until(begins, law_here.in_force(rule, on=begins), case)


def direct_after(appeal: Appeal) -> Until:
    """After which day the appellant may turn to the body above directly, when the file was not sent (АПК чл. 92)."""
    return by_rule("direct_appeal", appeal.case.due_on, appeal.case)


def decision_above_until(sending: Sending) -> Until | None:
    """Until when the superior body decides; None while it is not known when it had the file, or which body it is, as
    a collective one has longer, and when a court decides: its term our sources do not tell."""
    unknown = rules.superior_of(Issuer(sending.appeal.issuer)) is None
    if sending.arrived_on is None or unknown or sending.appeal.to_court:
        return None
    return by_rule("superior_decision", sending.arrived_on, sending.appeal.case)


def no_execution_before(case: Case) -> Until | None:
    """Until when the decision may be appealed, and so is not executed (АПК чл. 90); None while the term has not begun
    or when nothing stands that could be executed."""
    if kinds.kind_of(case).set_aside is None:
        return None
    return last_day(case, "appeal_of_act", Target.ACT, on=localtime(case.received_at).date())


def must_hang(purpose: Purpose, *, on: date) -> legal_periods.LegalPeriod:
    """For how long at least a notice is on the board. Raises NoLegalPeriod."""
    return law_here.in_force(rules.HANGING[purpose], on=on)


def hangs_until(purpose: Purpose, days: int, *, on: date) -> date:
    """The last day of a notice that is put up on a day. Raises NoLegalPeriod, NoCalendar, ValueError when the law asks
    for more days."""
    least = must_hang(purpose, on=on).period
    if days < least.amount:
        raise ValueError(days)
    return count(on, Period(days, least.unit), calendar_for(years=[on.year, on.year + 1])).due_on


def notices_of(appeal: Appeal) -> list[BoardNotice]:
    """Oldest first; no query for an appeal of which the door of access knows that there is none."""
    if not getattr(appeal, "has_notices", True):
        return []
    return list(appeal.board_notices.select_related("removal"))


def interested_in(appeal: Appeal) -> list[InterestedPerson]:
    """Who came, oldest first; no query as above."""
    return list(appeal.interested_persons.all()) if getattr(appeal, "has_interested", True) else []


def names_of(appeal: Appeal) -> list[str]:
    """Of the people who have to do with the appeal or with the matter: none of them stands on the board."""
    parties = Party.objects.filter(case__in=[appeal.case_id, appeal.against_id]).select_related("person")
    people = [party.person.full_name for party in parties if party.person]
    return [appeal.appellant_name, *people, *(one.name for one in interested_in(appeal))]


def sending_of(appeal: Appeal) -> Sending | None:
    return getattr(appeal, "sending", None)


def newest_decision(appeal: Appeal) -> HigherDecision | None:
    return next(reversed(appeal.higher_decisions.all()), None)


def of_case(against: Case) -> list[Appeal]:
    """The appeals against a matter, oldest first; no query when its ledger tells of none."""
    if not any(row.step == Step.APPEALED for row in ledger_of(against)):
        return []
    return list(Appeal.objects.filter(against=against).select_related("case", "act", "sending").order_by("pk"))


def find_twin(against: Case, *, person: int | None, organisation: int | None, act: Document | None) -> Appeal | None:
    """An appeal that the same person has filed against the same act or silence already; a voided one is none."""
    if person is None and organisation is None:
        return None
    who = {"case__parties__person": person} if person else {"case__parties__organisation": organisation}
    found: Appeal | None = _against_the_same(against, act).filter(**who).first()
    return found


def find_namesake(against: Case, name: str, *, on: date) -> Appeal | None:
    """An appeal against the same by somebody of that name; names lie encrypted, and are few."""
    act = act_of(against) if target_of(against, on=on) == Target.ACT else None
    rows = _against_the_same(against, act)
    return next((row for row in rows if rules.same_name(row.appellant_name, name)), None)


def _against_the_same(against: Case, act: Document | None) -> QuerySet[Appeal]:
    """Silence after the matter was opened again is another one than that before: its own period ended."""
    rows: QuerySet[Appeal] = Appeal.objects.filter(against=against, act=act).exclude(case__state="voided")
    rows = rows.select_related("case")
    opened = [row.at for row in ledger_of(against) if row.step == Step.REOPENED] if act is None else []
    return rows.filter(case__received_at__gte=opened[-1]) if opened else rows


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the inventory of a file. `pages` is None where they are not known."""

    number: str
    title: str
    on: date
    pages: int | None


def inventory(appeal: Appeal) -> list[Item]:
    """Every document of the matter and of the appeal against it, in the order in which they came, in the language
    that is active."""
    against, case = appeal.against, appeal.case
    asked = str(kinds.kind_of(against).name)
    title = f"{asked[0].upper()}{asked[1:]}: {kinds.title_of(against)}"
    items = [Item(against.number, title, _received(against), None)]
    items += [Item(against.number, gettext("Added by the citizen"), localtime(row.at).date(), None)
              for row in against.updates.all()]  # fmt: skip
    items += _papers(against)
    items.append(Item(case.number, gettext("The appeal"), appeal.filed_on, appeal.sheets))
    items += [Item(case.number, gettext("Added by the citizen"), localtime(row.at).date(), None)
              for row in case.updates.all()]  # fmt: skip
    items += _papers(case)
    return sorted(items, key=lambda item: item.on)


def _papers(case: Case) -> list[Item]:
    parts = CaseDocument.objects.filter(case=case).select_related("document__scan").order_by("id")
    papers = [part.document for part in parts]
    return [Item(one.subject, one.title, localtime(one.created_at).date(), _pages(one)) for one in papers]


def _pages(document: Document) -> int | None:
    """Counted only in papers of our own making, whose tree of pages says it in the open."""
    if document.media_type != "application/pdf" or document.is_erased or document.held:
        return None
    with document.open() as file:
        return rules.pages_in(file.read())


def _received(case: Case) -> date:
    return localtime(case.received_at).date()
