"""The one seeder: tells the demo to `make run` and to the tests, through the actions of the modules."""

import hashlib
import uuid
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone, translation

from chinar.demo import cast
from chinar.demo.acts import tell_acts
from chinar.demo.appeals import tell_appeal
from chinar.demo.citizen_reports import arrange_reports, tell_reports
from chinar.demo.complex_service import tell_of_towns
from chinar.demo.counter_visits import tell_visits
from chinar.demo.filings import refuse_filings
from chinar.demo.handling import set_checklists, tell_handling
from chinar.demo.information import tell_requests
from chinar.demo.letters import tell_letters
from chinar.demo.letters_by_mail import tell_letters_by_mail
from chinar.demo.payments import arrange_payments, tell_payments
from chinar.demo.questions import ask_in_council, ask_questions, send_one_on
from chinar.demo.ratings import tell_ratings
from chinar.demo.sample_service import HEIRS, HEIRS_CODE, HEIRS_NUMBER, heirs_evidence
from chinar.demo.sample_services import offer_sample_services
from chinar.demo.second_factor import give_totp
from chinar.demo.shared_descriptions import holding, inherit_in_razlog, share_descriptions, share_newer
from chinar.demo.stories import STORIES, Story
from chinar.demo.talks import tell_talks
from chinar.demo.town_hall import run_the_town_hall
from chinar.demo.trails import tell_trail
from chinar.demo.worked_stories import serve_what_is_paid, tell_worked_stories
from chinar.domain.applications import actions
from chinar.domain.applications.models import Application, HeirsRequest
from chinar.domain.applications.rules import Share
from chinar.domain.cases.actions import clock
from chinar.domain.cases.actions.moving import take_case
from chinar.domain.cases.actions.tallying import count_figures
from chinar.domain.cases.actions.tallying_voices import count_voices
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.catalogue.actions import publish_version
from chinar.domain.catalogue.models import Service, ServiceVersion
from chinar.domain.reports.actions.tallying import count_courses
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.documents.codes import draw
from chinar.foundation.offices.actions import open_office, set_hours
from chinar.foundation.offices.models import Office
from chinar.foundation.offices.rules import Span
from chinar.foundation.people.actions import give_role, open_account, remember_person
from chinar.foundation.people.models import Account
from chinar.foundation.territory.actions import adopt_municipality, open_department
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Department, Municipality, Settlement
from chinar.foundation.territory.packs import load_demo_pack
from chinar.foundation.time.actions import load_calendar

MAIN = "troyan"
TOWNS = {
    "LOV34": "troyan",
    "BLG37": "razlog",
    "HKV30": "stambolovo",
    "BLG49": "strumyani",
    "MON29": "montana",
    "SFO20": "ihtiman",
    "PVN03": "belene",
}
IN_DEPARTMENT = {"expert", "head", "deputy"}
WORKPLACES = {"ivan": "oreshak", "dimitar": "infrastructure"}
WEEK = [Span(weekday, time(8, 30), time(17, 0)) for weekday in range(5)]


@transaction.atomic
def seed(*, at: datetime) -> bool:
    """Fills an empty installation; answers False, and changes nothing, when the demo is there already."""
    if Municipality.objects.filter(slug=MAIN, is_active=True).exists():
        return False
    load_demo_pack(by=SYSTEM, at=at)
    load_calendar(by=SYSTEM, at=at)
    share_descriptions(at=at)
    for code, slug in TOWNS.items():
        town = Municipality.objects.get(code=code)
        adopt_municipality(municipality=town, slug=slug, by=SYSTEM, at=at)
        with inside(town):
            _open_town_hall(town, at=at)
    with inside(Municipality.objects.get(slug=MAIN)):
        _open_village_office(at=at)
        _open_infrastructure(at=at)
        offer_sample_services(at=at)
    with inside(Municipality.objects.get(slug="razlog")):
        inherit_in_razlog(at=at)
    share_newer(at=at)
    accounts = {member.key: _open_account(member, at=at) for member in cast.PEOPLE}
    for member in cast.PEOPLE:
        _give_work(member, accounts[member.key], at=at)
    with inside(Municipality.objects.get(slug=MAIN)), translation.override("bg"):
        arrange_payments(at=at)
        set_checklists(at=at)
        for number, story in enumerate(STORIES):
            _tell(story, number, accounts, at=at)
        tell_worked_stories(accounts, at=at)
        tell_visits(accounts, at=at)
        tell_payments(accounts, at=at)
        serve_what_is_paid(at=at)
        ask_questions(accounts, at=at)
        ask_in_council(at)
        tell_requests(accounts, at=at)
        run_the_town_hall(accounts, at=at)
        arrange_reports(at=at)
        tell_reports(accounts, at=at)
        tell_trail(accounts, at=at)
        tell_talks(accounts, at=at)
        tell_acts(accounts, at=at)
        tell_handling(accounts, at=at)
        tell_letters(accounts, at=at)
        tell_ratings(accounts, at=at)
        refuse_filings(accounts, at=at)
        tell_letters_by_mail(at=at)
    with translation.override("bg"):
        tell_of_towns(accounts, at=at)
    with inside(Municipality.objects.get(slug=MAIN)):
        count_figures(at=at)
        count_courses(at=at)
        count_voices(at=at)
    with inside(Municipality.objects.get(slug="razlog")), translation.override("bg"):
        send_one_on(at)
    return True


def _open_town_hall(town: Municipality, *, at: datetime) -> None:
    day = at.date() - timedelta(days=365)
    hall = open_department(
        code="town-hall",
        name=f"Общинска администрация {town.name}",
        name_en=f"Municipal administration of {town.name_en}",
        kind=Department.Kind.TOWN_HALL,
        on=day,
        by=SYSTEM,
        at=at,
    )
    registry = open_department(
        code="civil-registration",
        name="Отдел „Гражданска регистрация и административно обслужване“",
        name_en="Department of Civil Registration and Administrative Service",
        kind=Department.Kind.DEPARTMENT,
        parent=hall,
        phone="+359 000 00 00 10",
        room="12",
        on=day,
        by=SYSTEM,
        at=at,
    )
    centre = Settlement.objects.current().get(ekatte=town.centre_ekatte)
    desk = open_office(
        code="desk",
        name="Център за административно обслужване",
        name_en="One-stop desk",
        kind=Office.Kind.ONE_STOP_DESK,
        settlement=centre,
        department=hall,
        address="ул. „Общинска“ № 1",
        address_en="1 Obshtinska Street",
        phone="+359 000 00 00 00",
        email=f"desk@{town.slug}.example",
        by=SYSTEM,
        at=at,
    )
    set_hours(desk, WEEK, by=SYSTEM, at=at)
    service = Service.objects.create(code=HEIRS_CODE, unified_number=HEIRS_NUMBER, department=registry)
    facts = {**HEIRS, "shared_version": holding(HEIRS_CODE)}
    publish_version(service, by=SYSTEM, at=at - timedelta(days=60), requirements=heirs_evidence(), **facts)


def _open_village_office(*, at: datetime) -> None:
    village = Settlement.objects.current().get(ekatte="53707")
    department = open_department(
        code="oreshak",
        name="Кметство Орешак",
        name_en="Mayoralty of Oreshak",
        kind=Department.Kind.VILLAGE_OFFICE,
        parent=Department.objects.get(code="town-hall"),
        phone="+359 000 00 00 20",
        on=at.date() - timedelta(days=365),
        by=SYSTEM,
        at=at,
    )
    office = open_office(
        code="oreshak",
        name="Кметство Орешак",
        name_en="Village office in Oreshak",
        kind=Office.Kind.VILLAGE_OFFICE,
        settlement=village,
        department=department,
        address="с. Орешак, ул. „Стара планина“ № 2",
        address_en="2 Stara Planina Street, Oreshak",
        phone="+359 000 00 00 20",
        by=SYSTEM,
        at=at,
    )
    set_hours(office, [Span(day, time(9, 0), time(12, 30)) for day in (1, 3)], by=SYSTEM, at=at)


def _open_infrastructure(*, at: datetime) -> None:
    open_department(
        code="infrastructure",
        name="Отдел „Инфраструктура и благоустройство“",
        name_en="Department of Infrastructure and Public Works",
        kind=Department.Kind.DEPARTMENT,
        parent=Department.objects.get(code="town-hall"),
        phone="+359 000 00 00 30",
        room="7",
        on=at.date() - timedelta(days=365),
        by=SYSTEM,
        at=at,
    )


def _open_account(member: cast.Member, *, at: datetime) -> Account:
    account = open_account(email=member.email, name=member.name, password=cast.PASSWORD, by=SYSTEM, at=at)
    if member.is_official:
        give_totp(account)
    return account


def _give_work(member: cast.Member, account: Account, *, at: datetime) -> None:
    if member.role is None:
        return
    with inside(Municipality.objects.get(slug=member.town)):
        code = WORKPLACES.get(member.key, "civil-registration")
        department = Department.objects.get(code=code)
        give_role(
            account=account,
            role=member.role,
            department=department if member.role in IN_DEPARTMENT else None,
            valid_from=at.date() - timedelta(days=365),
            by=SYSTEM,
            at=at,
        )


def _tell(story: Story, number: int, accounts: dict[str, Account], *, at: datetime) -> None:
    """Lets one matter happen, at office hours of the days in which it happened."""
    filed_at = _office_time(at - timedelta(days=story.days_ago), number)
    application = _file(story, number, accounts["elena"] if story.of_elena else None, at=filed_at)
    if story.ends == "registered":
        return
    expert = accounts["georgi"]
    by = Actor(expert.pk, "official")
    taken_at = filed_at + timedelta(hours=3)
    application.case = take_case(application.case, handler=expert, by=by, at=taken_at)
    if story.ends == "in_progress":
        return
    if story.ends in ("mending", "stopped"):
        _let_stand(story, application.case, by=by, at=min(filed_at + timedelta(days=1), at))
        return
    decided_at = min(filed_at + timedelta(days=2, hours=1), at)
    code = draw(lambda n: _chance(f"code-{number}")[:n])
    if story.ends.startswith("refused"):
        actions.refuse_application(
            application, facts=story.facts, grounds=story.grounds, code=code, by=by, at=decided_at
        )
        if story.appeal:
            served_at = _serve(application.case, story, accounts, at=decided_at + timedelta(days=1))
            tell_appeal(application.case, story.appeal, accounts, at=served_at)
        return
    heirs = [actions.NewHeir(name, "", relation, Share(*share)) for name, relation, share in story.heirs]
    act = f"№ {100 + number} от {story.died_on:%d.%m.%Y} г., гр. Троян"
    actions.issue_certificate(application, death_act=act, heirs=heirs, code=code, by=by, at=decided_at)
    if story.ends == "served":
        _serve(application.case, story, accounts, at=min(decided_at + timedelta(days=1), at))


def _serve(case: Case, story: Story, accounts: dict[str, Account], *, at: datetime) -> datetime:
    by = Actor(accounts["elena"].pk, "citizen") if story.of_elena else VISITOR
    actions.serve_result(Case.objects.get(pk=case.pk), on=timezone.localtime(at).date(), by=by, at=at)
    return at


def _let_stand(story: Story, case: Case, *, by: Actor, at: datetime) -> None:
    """The clock stands: the applicant has to mend something, or another case must end first."""
    on = timezone.localtime(at).date()
    if story.ends == "mending":
        clock.note_defects(case, what=story.facts, on=on, by=by, at=at)
    else:
        clock.suspend(case, ground="other_case", act=story.facts, on=on, by=by, at=at)


def _file(story: Story, number: int, account: Account | None, *, at: datetime) -> Application:
    given, middle, family, egn = story.applicant
    person = remember_person(
        given_name=given,
        middle_name=middle,
        family_name=family,
        identifier_kind="egn",
        identifier=egn,
        address=story.address,
        account=account,
        by=SYSTEM,
        at=at,
    )
    version = (
        ServiceVersion.objects.published_rows().select_related("service__department").get(service__code=HEIRS_CODE)
    )
    new = actions.NewApplication(
        idempotency_key=uuid.UUID(bytes=_chance(f"key-{number}")[:16], version=4),
        service_version=version,
        parties=[Party(role=Party.PartyRole.APPLICANT, person=person, account=account)],
        applicant_name=" ".join(story.applicant[:3]),
        address=story.address,
        phone="",
        request=_request(story),
        delivery=story.delivery,
        receiving_office=Office.objects.get(code=story.office) if story.office else None,
        language="bg",
        channel=Case.Channel.ONLINE,
        key=draw(lambda n: _chance(f"follow-{number}")[:n]),
        hours=receiving_hours(timezone.localtime(at).date()),
    )
    return actions.submit_application(new, by=Actor(account.pk, "citizen") if account else SYSTEM, at=at)


def _request(story: Story) -> HeirsRequest:
    given, middle, family, egn = story.deceased
    return HeirsRequest(
        deceased_given_name=given,
        deceased_middle_name=middle,
        deceased_family_name=family,
        deceased_egn=egn,
        died_on=story.died_on,
        settlement=Settlement.objects.current().get(ekatte=story.place),
        relation=story.relation,
        purpose=story.purpose,
    )


def _office_time(moment: datetime, number: int) -> datetime:
    """Half past nine and some minutes of that day, or of the Friday before when it is a weekend."""
    local = timezone.localtime(moment)
    local -= timedelta(days=max(0, local.weekday() - 4))
    return local.replace(hour=9, minute=30 + number, second=0, microsecond=0)


def _chance(seed: str) -> bytes:
    """The demo is the same each time it is told."""
    return hashlib.sha256(f"chinar demo {seed}".encode()).digest()
