"""Signals of the demo town over five months: since the day from which the legal periods are known."""

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate, localtime

from chinar.demo.report_stories import (
    CATEGORIES,
    OBJECTION,
    PROMISED_DAYS,
    QUESTIONS,
    REPORT_STORIES,
    TEMPLATES,
    WHY_WITHHELD,
    WITHHELD,
    ReportStory,
)
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.actions.relating import merge
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.reports.actions.arranging import set_category, set_rule, set_template, switch_rule
from chinar.domain.reports.actions.feedback import decide_reopening, give_feedback
from chinar.domain.reports.actions.filing import NewReport, join_report, register_report
from chinar.domain.reports.actions.publishing import Wording, object_to_withholding, publish, withhold_report
from chinar.domain.reports.actions.settling import settle
from chinar.domain.reports.actions.working import Work, order_work
from chinar.domain.reports.models import Category, CitizenReport
from chinar.domain.reports.rules import Outcome
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.moderation.actions import set_promise
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department, Settlement

SETTLED = {outcome.value for outcome in Outcome}


def arrange_reports(*, at: datetime) -> None:
    """Categories with their promises, one routing rule, templates; in the municipality in scope."""
    works, hall = Department.objects.get(code="infrastructure"), Department.objects.get(code="town-hall")
    for position, (code, name, name_en, more) in enumerate(CATEGORIES, 1):
        ours = {"nature": "ours", "department": hall if code == "conduct" else works}
        facts: dict[str, Any] = {"name": name, "name_en": name_en, "position": position, **ours}
        facts["promise_days"] = more.get("promise_days")
        for nature in ("elsewhere", "protected"):
            if nature in more:
                words, words_en = more[nature]
                facts |= {"nature": nature, "department": None, "explanation": words, "explanation_en": words_en}
        set_category(code=code, facts=facts, questions=QUESTIONS.get(code), by=SYSTEM, at=at)
    village = Department.objects.get(code="oreshak")
    place = Settlement.objects.current().get(ekatte="53707")
    facts = {"position": 1, "settlement": place, "keywords": "църква, гробищ", "department": village}
    switch_rule(set_rule(None, facts=facts, by=SYSTEM, at=at), is_on=True, by=SYSTEM, at=at)
    for outcome, name, text in TEMPLATES:
        set_template(None, facts={"outcome": outcome, "name": name, "text": text}, by=SYSTEM, at=at)


def tell_reports(accounts: dict[str, Account], *, at: datetime) -> None:
    """Every signal from its filing to where it stands, the oldest first."""
    told: dict[str, CitizenReport] = {}
    for number, story in enumerate(REPORT_STORIES):
        filed_at = _morning(at - timedelta(days=story.days_ago))
        report = _file(story, number, at=filed_at)
        told[f"{story.category} {story.settlement}"], earlier = report, told.get(f"{story.category} {story.settlement}")
        for follower in range(story.followers):
            join_report(report, key=_key(f"{number}-{follower}"), account=None, by=VISITOR, at=filed_at)
        expert = Actor(_handler(accounts, report).pk, "official")
        _work(story, report, earlier, expert, accounts, at=min(filed_at + timedelta(hours=4), at))
    _take_down(told[WITHHELD], accounts, at=at)


def _handler(accounts: dict[str, Account], report: CitizenReport) -> Account:
    by_department = {"oreshak": "ivan", "town-hall": "svetla"}
    return accounts[by_department.get(report.case.department.code, "dimitar")]


def _file(story: ReportStory, number: int, *, at: datetime) -> CitizenReport:
    new = NewReport(
        idempotency_key=_key(str(number)),
        category=Category.objects.get(code=story.category),
        text=story.text,
        channel=story.channel,
        key=draw(lambda n: _chance(f"report-key-{number}")[:n]),
        hours=receiving_hours(localdate(at)),
        settlement=Settlement.objects.current().filter(ekatte=story.settlement).first(),
        place=story.place,
        point=story.point,
        name=story.author,
        email="radost@chinar.example" if story.author else "",
        against=story.against,
        against_whom="служителят на гишето" if story.against == "official" else "",
    )
    return register_report(new, by=VISITOR, at=at)


def _work(
    story: ReportStory,
    report: CitizenReport,
    earlier: CitizenReport | None,
    by: Actor,
    accounts: dict[str, Account],
    *,
    at: datetime,
) -> None:
    """Lets an official do what the story says."""
    if story.public:
        publish(report, Wording(story.public, story.place, shows_point=True), by=by, at=at)
    if story.ends == "registered":
        return
    if story.ends == "merged" and earlier is not None:
        merge(report.case, other=earlier.case, reason="Същите лампи", by=by, at=at)
        return
    account = Account.objects.get(pk=by.account_id or 0)
    report.case = take_case(report.case, handler=account, by=by, at=at)
    if story.ends == "ordered":
        until = localdate(at) + timedelta(days=10)
        work = Work(party="crew", name="Бригада „Благоустройство“", task=story.public, until_on=until)
        digest = hashlib.sha256(_chance(f"link-{report.pk}")).hexdigest()
        order_work(report, work, link_digest=digest, by=by, at=at)
    elif story.ends in SETTLED or story.ends == "reopened":
        _settle(story, report, by, accounts, at=at)


def _settle(
    story: ReportStory, report: CitizenReport, by: Actor, accounts: dict[str, Account], *, at: datetime
) -> None:
    outcome = Outcome(story.ends) if story.ends in SETTLED else Outcome.FIXED
    settled_at = _morning(at + timedelta(days=story.days)) + timedelta(hours=5)
    proof = "Началникът на бригадата, на място." if outcome is Outcome.FIXED else ""
    planned_on = localdate(settled_at) + timedelta(days=180) if outcome is Outcome.PLANNED else None
    settle(report, outcome=outcome, text=story.answer, proof=proof, planned_on=planned_on, by=by, at=settled_at)
    if story.public:
        wording = Wording(story.public, story.place, story.answer, shows_point=True)
        publish(report, wording, by=by, at=settled_at)
    if story.ends == "reopened":
        asked_at = settled_at + timedelta(days=1)
        words = "Болтът пак стърчи, а пързалката си е изкривена."
        feedback = give_feedback(report, is_content=False, wants_reopening=True, text=words, by=VISITOR, at=asked_at)
        head = Actor(accounts["svetla"].pk, "official")
        reason = "Прав сте. Връщаме сигнала на бригадата за смяна на пързалката."
        decide_reopening(feedback, opens=True, reason=reason, by=head, at=asked_at + timedelta(hours=2))


def _take_down(report: CitizenReport, accounts: dict[str, Account], *, at: datetime) -> None:
    """An expert takes it from the public, and its author objects: the secretary decides."""
    set_promise(PROMISED_DAYS, by=Actor(accounts["svetla"].pk, "official"), at=at - timedelta(days=30))
    reason, explanation = WHY_WITHHELD
    expert, taken_at = Actor(accounts["dimitar"].pk, "official"), _morning(at - timedelta(days=4))
    withheld = withhold_report(report, reason=reason, explanation=explanation, by=expert, at=taken_at)
    objected_at = _morning(at - timedelta(days=1)) + timedelta(hours=2)
    object_to_withholding(report, withheld, text=OBJECTION, by=VISITOR, at=min(objected_at, at))


def _morning(moment: datetime) -> datetime:
    """Ten o'clock of that day, or of the Friday before when it is a weekend."""
    local = localtime(moment)
    local -= timedelta(days=max(0, local.weekday() - 4))
    return local.replace(hour=10, minute=0, second=0, microsecond=0)


def _key(seed: str) -> uuid.UUID:
    return uuid.UUID(bytes=_chance(f"report-{seed}")[:16], version=4)


def _chance(seed: str) -> bytes:
    return hashlib.sha256(f"chinar demo {seed}".encode()).digest()
