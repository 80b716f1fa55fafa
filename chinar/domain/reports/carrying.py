"""What of a signal travels to another municipality of the installation (АПК чл. 112), and how it is registered there.

Photos travel by their digest: files lie once for the whole installation, and stay while any document names them.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chinar.domain.cases.kinds import Received, Words
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.reports.actions.filing import NewReport, register_report
from chinar.domain.reports.models import Category, CitizenReport, Photo, WaitingPhoto
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.content import words
from chinar.foundation.people.access import person_of
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Account, Person
from chinar.foundation.territory.models import Settlement


def why_not(case: Case) -> Words:
    """An accusation names somebody of this town hall, and no signal goes round in a ring."""
    report = _report(case)
    if report.is_restricted:
        return _("The signal is against somebody here: send it by letter.")
    if case.channel == Case.Channel.MUNICIPALITY:
        return _("Another municipality has sent it here already (Administrative Procedure Code, art. 112).")
    return ""


def pack(case: Case) -> dict[str, str]:
    """What the author wrote, in all; nothing that officials wrote."""
    report = _report(case)
    author = case.parties.exclude(account=None).first()
    photos = Photo.objects.filter(report=report, moment=Photo.Moment.BEFORE, document__erasure=None)
    facts = {
        "about": report.category.code,
        "category": report.category.name,
        "text": "\n\n".join([report.text, *_added(report)]),
        "place": report.place,
        "settlement": report.settlement.ekatte if report.settlement else "",
        "where": report.settlement.full_name if report.settlement else "",
        "point": " ".join(map(str, report.point or ())),
        "name": report.author_name,
        "email": report.author_email,
        "phone": report.author_phone,
        "shows_name": "yes" if report.shows_name else "",
        "language": report.language,
        "happened_on": report.happened_on.isoformat() if report.happened_on else "",
        "filed_on": localdate(case.received_at).isoformat(),
        "key": case.key,
        "account": str(author.account_id) if author else "",
        "photos": " ".join(photos.values_list("document__sha256", flat=True)),
    }
    return {name: text for name, text in facts.items() if text}


def _added(report: CitizenReport) -> Iterable[str]:
    for answer in report.given_answers.select_related("question"):
        yield f"{answer.question.text} {answer.text}"
    for update in report.case.updates.all():
        yield update.text


def unpack(received: Received, by: Actor, at: datetime) -> Case:
    """Registers it with the clock of this municipality; a time limit that was kept there is kept (АПК чл. 31)."""
    facts = received.facts
    key = uuid5(NAMESPACE_URL, received.source)
    WaitingPhoto.objects.bulk_create(
        WaitingPhoto(key=key, sha256=one, at=at) for one in facts.get("photos", "").split()
    )
    account = Account.objects.filter(pk=facts["account"], is_active=True).first() if facts.get("account") else None
    point = [float(one) for one in facts.get("point", "").split()]
    new = NewReport(
        idempotency_key=key,
        category=Category.objects.offered().select_related("department").get(code=received.about),
        text=facts["text"],
        channel=Case.Channel.MUNICIPALITY,
        key=facts["key"],
        hours=receiving_hours(localdate(received.reached_at)),
        settlement=_settlement(facts.get("settlement", "")),
        place=facts.get("place", ""),
        point=(point[0], point[1]) if point else None,
        name=facts.get("name", ""),
        email=facts.get("email", ""),
        phone=facts.get("phone", ""),
        shows_name=bool(facts.get("shows_name")),
        language=facts["language"],
        happened_on=_day(facts.get("happened_on", "")),
        person=_person(account, facts.get("name", ""), by, at) if account else None,
        account=account,
        received_at=received.reached_at,
        first_filed_on=_day(facts["filed_on"]),
    )
    return register_report(new, by=by, at=at).case  # type: ignore[no-any-return]


def choices(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a signal can be about here."""
    offered = Category.objects.offered().filter(nature=Category.Nature.OURS)
    return [(one.code, words(one, "name")) for one in offered]


def read(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """What whoever accepts it reads: what is needed to know whose it is, and not who wrote it."""
    rows = [
        (_("What it is about"), facts["category"]),
        (_("Place"), ", ".join(facts[part] for part in ("where", "place") if part in facts)),
        (_("What was written"), facts["text"]),
        (_("Photos"), str(len(facts.get("photos", "").split()))),
        (_("Why it was sent here"), facts["reason"]),
    ]
    return [(name, text) for name, text in rows if text]


def _report(case: Case) -> CitizenReport:
    report: CitizenReport = CitizenReport.objects.select_related("category", "settlement").get(case=case)
    report.case = case
    return report


def _settlement(ekatte: str) -> Settlement | None:
    return Settlement.objects.filter(ekatte=ekatte).first() if ekatte else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _person(account: Account, name: str, by: Actor, at: datetime) -> Person:
    given, _space, family = name.partition(" ")
    return person_of(account) or remember_person(
        given_name=given, family_name=family.strip(), account=account, by=by, at=at
    )
