"""For whom each address is. A new address stands here before it works: test_audiences.py walks them all.

- ANYONE: open to everybody.
- HOLDER: the party, or whoever opened the matter with its key; everybody else, signed in or not, is turned away.
- SIGNED_IN: a visitor is asked to sign in; every account may.
- OWNER: the one whose matter it is; a neighbour and officials who have nothing to do with it find nothing.
- an ability of people.abilities, such as "journal.read": officials of this municipality who have it; for everybody
  else, officials of another municipality among them, there is no such page. OFFICIAL: any official of this one.
- LIBRARY: sign-in pages, whose own tests walk them (people/tests, identification/tests).
"""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.house import audiences_of_complex_service as of_complex
from tests.house import audiences_of_evidence as of_evidence
from tests.house.address import Address
from tests.house.audiences_of_appeals import appeal, notice, paper_of_appeal
from tests.house.audiences_of_visits import new_call, paper_of_visit, signed_protocol, visit, written_down

ANYONE, HOLDER, SIGNED_IN, OWNER = "anyone", "holder", "signed in", "owner"
OFFICIAL, LIBRARY = "official", "library"
NAMES = frozenset({ANYONE, HOLDER, SIGNED_IN, OWNER, OFFICIAL, LIBRARY})


def mine(cast: Any) -> dict[str, Any]:
    """The owner's own matter, decided and delivered."""
    return {"number": application(cast, own=True).case.number}


def waiting(cast: Any) -> dict[str, Any]:
    """A matter of somebody else that waits for its decision."""
    return {"number": application(cast, own=False).case.number}


def sent(cast: Any) -> dict[str, Any]:
    return {"key": application(cast, own=True).idempotency_key}


def asked_by_questions(cast: Any) -> dict[str, Any]:
    """A matter of a service with a question set that waits for its decision."""
    return {"number": _with_photo(cast).case.number}


def attachment(cast: Any) -> dict[str, Any]:
    """What came with it."""
    from chinar.domain.cases.models import Assignment, CaseDocument

    case = _with_photo(cast).case
    # Whoever is asked for an opinion reads it as well; that has tests of its own.
    Assignment.objects.filter(case=case, part=Assignment.Part.ASKED, ended_at=None).update(
        ended_at=datetime(2026, 12, 16, 9, tzinfo=UTC)
    )
    return {"number": case.number, "pk": CaseDocument.objects.get(case=case).pk}


def _with_photo(cast: Any) -> Any:
    from chinar.domain.applications.models import Application

    return Application.objects.get(service_version__service__code="parking-card")


def draft_with_photo(cast: Any) -> dict[str, Any]:
    """What the owner has begun to write for a service that wants a photo."""
    from chinar.domain.applications.models import Draft

    key = UUID(int=3)
    Draft.objects.get_or_create(
        key=key,
        defaults={
            "account": cast.account("elena@chinar.example"),
            "service_version": _with_photo(cast).service_version,
            "changed_at": datetime(2026, 11, 16, 9, tzinfo=UTC),
        },
    )
    return {"key": key}


def department(cast: Any) -> Any:
    return application(cast, own=False).case.department


def application(cast: Any, *, own: bool) -> Any:
    from chinar.domain.applications.models import Application

    rows = Application.objects.filter(sheet=None).order_by("pk")
    of_owner = {"case__parties__account_id": cast.account("elena@chinar.example").pk}
    return (rows.filter(**of_owner) if own else rows.exclude(**of_owner)).first()


def local_day(cast: Any) -> dict[str, Any]:
    """A day that the council declared."""
    from chinar.foundation.time.models import LocalDay

    day = {"date": date(2026, 10, 12), "name": "Празник", "act": "Решение № 1", "entered_on": date(2026, 9, 1)}
    return {"pk": LocalDay.objects.get_or_create(place="", withdrawn_at=None, **day)[0].pk}


def absence(cast: Any) -> dict[str, Any]:
    """Of an official for whom the head and the secretary may enter it."""
    from chinar.domain.cases.models import Absence

    georgi, nadezhda = (cast.account(f"{name}@chinar.example") for name in ("georgi", "nadezhda"))
    days = {"first_on": date(2026, 11, 16), "last_on": date(2026, 11, 20)}
    facts = {"at": datetime(2026, 11, 16, 9, tzinfo=UTC)}
    return {"pk": Absence.objects.get_or_create(official=nadezhda, substitute=georgi, **days, defaults=facts)[0].pk}


def came(cast: Any) -> dict[str, Any]:
    """A signal that another municipality sent here."""
    from chinar.foundation.core.actor import SYSTEM
    from chinar.foundation.core.scope import scoped
    from chinar.foundation.territory.doors import hand_over
    from chinar.foundation.territory.models import Municipality

    sender = Municipality.objects.get_or_create(code="XXX01", slug="sender", name="Подател", name_en="Sender")[0]
    facts = {"about": "x", "category": "Лампи", "text": "Не свети.", "reason": "Лампата е тук."}
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    with scoped(sender.pk):
        return {"pk": hand_over(to=cast.town, kind="report", subject="1", facts=facts, by=SYSTEM, at=at).pk}


def draft(cast: Any) -> dict[str, Any]:
    """What the owner has begun to write."""
    from chinar.domain.applications.models import Draft
    from chinar.domain.catalogue.models import ServiceVersion

    key = UUID(int=1)
    Draft.objects.get_or_create(
        key=key,
        defaults={
            "account": cast.account("elena@chinar.example"),
            "service_version": ServiceVersion.objects.first(),
            "changed_at": datetime(2026, 11, 16, 9, tzinfo=UTC),
        },
    )
    return {"key": key}


def question(cast: Any) -> dict[str, Any]:
    from chinar.domain.applications.journey import Journey
    from chinar.domain.applications.models import Draft

    key = draft(cast)["key"]
    journey = Journey(
        draft=Draft.objects.get(key=key), municipality=cast.town, knows_applicant=True, today=date(2026, 11, 16)
    )
    return {"key": key, "page": journey.pages[0].code}


def destruction(cast: Any) -> dict[str, Any]:
    from chinar.domain.cases.models import DestructionList

    waiting = DestructionList.objects.pending().first()
    listed = waiting or DestructionList.objects.create(proposed_at=datetime(2026, 11, 16, 9, tzinfo=UTC))
    return {"pk": listed.pk, "verb": "approve"}


def service(cast: Any) -> dict[str, Any]:
    from chinar.domain.catalogue.models import Service

    return {"code": Service.objects.get(code="certificate-of-heirs").code}


def synonym(cast: Any) -> dict[str, Any]:
    from chinar.foundation.search.models import Synonym

    return {"pk": Synonym.objects.create(words="скица, план").pk}


def message(cast: Any) -> dict[str, Any]:
    from chinar.foundation.notifications.models import Message

    return {"pk": Message.objects.order_by("pk").first().pk}


def asked(cast: Any, *, own: bool = True, answered: bool = True) -> dict[str, Any]:
    """A question: the owner's own, or somebody else's."""
    from chinar.domain.enquiries.models import Enquiry

    of_owner = {"case__parties__account_id": cast.account("elena@chinar.example").pk}
    rows = Enquiry.objects.filter(answer__isnull=not answered).order_by("pk")
    return {"number": (rows.filter(**of_owner) if own else rows.exclude(**of_owner)).first().case.number}


def department_asked(cast: Any, **which: bool) -> Any:
    from chinar.domain.enquiries.models import Enquiry

    return Enquiry.objects.get(case__number=asked(cast, **which)["number"]).case.department


def bank_answer(cast: Any) -> dict[str, Any]:
    from chinar.domain.enquiries.models import BankAnswer

    return {"pk": BankAnswer.objects.public().first().pk}


def town_hall(cast: Any) -> Any:
    """The department of the one-stop desk: only who serves all of the town reaches it."""
    from chinar.foundation.territory.queries import town_hall as found

    return found()


# Of the installation (no municipality in scope). Pages of sign-in begin with one of LIBRARY_PREFIXES.
INSTALLATION: dict[str, Address] = {
    "installation": Address(ANYONE),
    "healthz": Address(ANYONE),
    "robots": Address(ANYONE),
    "own_matters": Address(SIGNED_IN),
}
LIBRARY_PREFIXES = ("account_", "mfa_", "identification:", "identity_")

# Of a municipality.
TOWN: dict[str, Address] = {
    "portal:home": Address(ANYONE),
    "territory:map": Address(ANYONE),
    "territory:geojson": Address(ANYONE),
    "offices:list": Address(ANYONE),
    "time:calculator": Address(ANYONE),
    "time:days": Address(ANYONE),
    "time:desk_days": Address("calendar.watch"),
    "time:declare": Address("calendar.edit"),
    "time:withdraw": Address("calendar.edit", local_day),
    "time:readings": Address("calendar.edit"),
    "time:read_otherwise": Address("calendar.edit", lambda cast: {"convention": "C7"}),
    "catalogue:list": Address(ANYONE),
    "catalogue:service": Address(ANYONE, service),
    "catalogue:question_sets": Address("catalogue.edit"),
    "catalogue:questions": Address("catalogue.edit", takes=lambda cast: {"code": "parking-card"}),
    "cases:follow": Address(ANYONE),
    "cases:matter": Address(HOLDER, mine, leads_to="cases:follow"),
    "cases:explanation": Address(HOLDER, mine),
    "cases:periods": Address(ANYONE),
    "cases:mine": Address(SIGNED_IN),
    "cases:public_figures": Address(ANYONE),
    "cases:public_figures_csv": Address(ANYONE),
    "cases:figures_metadata": Address(ANYONE),
    "cases:desk_figures": Address("figures.read"),
    "cases:desk_figures_csv": Address("figures.read"),
    "cases:public_minimum": Address("figures.set", posts=True),
    "cases:reminders": Address("watch.set"),
    "cases:confirm_consent": Address("cases.take", waiting, within=department),
    "cases:retention": Address("retention.manage"),
    "cases:set_term": Address("retention.manage", posts=True),
    "cases:propose_destruction": Address("retention.manage", posts=True),
    "cases:destruction": Address("retention.manage", destruction, posts=True),
    "cases:reports": Address("reports.make"),
    "cases:report": Address(
        "reports.make", takes=lambda cast: {"code": "administrative_service", "year": 2026, "form": "csv"}
    ),
    "cases:worklist": Address("cases.read"),
    "cases:narrow": Address("cases.read"),
    "cases:save_filter": Address("cases.read", posts=True),
    "cases:drop_filter": Address("cases.read", takes=lambda cast: {"pk": 1}, posts=True),
    "cases:due_month": Address("cases.read"),
    "cases:give_many": Address("cases.resolve"),
    "cases:export": Address("cases.read", takes=lambda cast: {"form": "csv"}),
    "cases:case": Address("cases.read", waiting, within=department),
    "cases:take": Address("cases.take", waiting, posts=True, within=department),
    "cases:add": Address(HOLDER, mine, posts=True),
    "cases:withdraw": Address(OWNER, mine),
    "cases:sms": Address(OWNER, mine),
    "cases:read_updates": Address("cases.take", waiting, posts=True, within=department),
    "cases:country": Address("country.set"),
    "cases:absences": Address("cases.read"),
    "cases:end_absence": Address("cases.resolve", absence, posts=True),
    "cases:resolutions": Address("cases.resolve"),
    "cases:resolve": Address("cases.resolve", waiting, within=department),
    "cases:give": Address("cases.resolve", waiting, within=department),
    "cases:give_back": Address("cases.take", waiting, within=department),
    "cases:move_to_department": Address("cases.take", waiting, within=department),
    "cases:relate": Address("cases.take", waiting, within=department),
    "cases:merge": Address("cases.take", waiting, within=department),
    "cases:received": Address("cases.receive"),
    "cases:received_one": Address("cases.receive", came),
    "cases:hand_over": Address("cases.take", waiting, within=department),
    "cases:forward": Address("cases.take", waiting, within=department),
    "cases:convert": Address("cases.take", waiting, within=department),
    "cases:reopen": Address("cases.resolve", waiting, within=department),
    "cases:void": Address("cases.resolve", waiting, within=department),
    "cases:clock": Address("cases.clock", lambda cast: {**waiting(cast), "code": "suspend"}, within=department),
    "cases:desk_explanation": Address("cases.read", waiting, within=department),
    "visits:counter": Address("counter.serve"),
    "visits:visit": Address("counter.serve", lambda cast: visit(cast, finished=False), within=town_hall),
    "visits:done": Address("counter.serve", lambda cast: visit(cast, finished=True), within=town_hall),
    "visits:receipt": Address("counter.serve", lambda cast: visit(cast, finished=True), within=town_hall),
    "visits:protocols": Address("counter.serve", lambda cast: visit(cast, finished=True), within=town_hall),
    "visits:scan": Address("counter.serve", paper_of_visit, posts=True, within=town_hall),
    "visits:phone": Address("counter.serve"),
    "visits:call": Address("counter.serve", written_down, within=town_hall),
    "visits:begin_call": Address("counter.serve", new_call, posts=True),
    "visits:desk_scan": Address("cases.read", signed_protocol, within=department),
    "applications:question": Address(OWNER, question),
    "applications:attach": Address(OWNER, draft_with_photo),
    "applications:desk_attachment": Address("cases.read", attachment, within=department),
    "applications:issue_document": Address("applications.decide", asked_by_questions, within=department),
    "applications:check": Address(OWNER, draft),
    "applications:send": Address(OWNER, draft, posts=True),
    "applications:done": Address(OWNER, sent),
    "applications:receipt": Address(HOLDER, mine),
    "applications:receive": Address(HOLDER, mine, posts=True),
    "applications:desk_receipt": Address("cases.read", waiting, within=department),
    "applications:desk_result": Address("people.unmask", mine, within=department),
    "applications:personal_numbers": Address("people.unmask", waiting, posts=True, within=department),
    "applications:deliver": Address("documents.deliver", mine, posts=True, within=department),
    "applications:issue": Address("applications.decide", waiting, within=department),
    "applications:refuse": Address("applications.decide", waiting, within=department),
    "desk:messages": Address("messages.watch"),
    "desk:scans": Address("messages.watch"),
    "desk:send_again": Address("messages.watch", message, posts=True),
    "desk:scan_again": Address("messages.watch", lambda cast: {"pk": 1}, posts=True),
    "applications:complex": Address("complex.enter"),
    "applications:complex_enter": Address("complex.enter", of_complex.complex_entered),
    "applications:complex_paper": Address("cases.read", of_complex.complex_open, within=department),
    "applications:complex_decide": Address("applications.decide", of_complex.complex_open, within=department),
    "applications:complex_deliver": Address(
        "documents.deliver", of_complex.complex_decided, posts=True, within=department
    ),
    "applications:complex_result": Address("documents.deliver", of_complex.complex_decided, within=department),
    "applications:complex_receive": Address(HOLDER, of_complex.complex_of_owner, posts=True),
    "demo:mailbox": Address(ANYONE),
    "catalogue:paper": Address(ANYONE, service, posts=True),
    "registers:papers": Address(ANYONE),
    "registers:told": Address(ANYONE),
    "registers:tell": Address(HOLDER, mine, posts=True),
    "registers:mine": Address(SIGNED_IN),
    "registers:waiting": Address("evidence.record"),
    "registers:evidence": Address("cases.read", of_evidence.evidence, within=department),
    "registers:record": Address("evidence.record", of_evidence.evidence, within=department),
    "registers:letter": Address("evidence.record", of_evidence.evidence, within=department),
    "registers:town": Address("evidence.record", of_evidence.evidence, within=department),
    "registers:answer_request": Address("evidence.record", of_evidence.evidence_request, within=department),
    "registers:answer_document": Address("evidence.record", of_evidence.evidence_answered, within=department),
    "registers:dispute": Address("evidence.record", of_evidence.evidence, within=department),
    "registers:ask": Address("evidence.ask", of_evidence.evidence, posts=True, within=department),
    "registers:approve": Address("evidence.approve", of_evidence.evidence, posts=True, within=department),
    "registers:stop": Address("cases.read", of_evidence.evidence, posts=True, within=department),
    "registers:letter_pdf": Address("evidence.record", of_evidence.evidence_letter, within=department),
    "registers:answer": Address("evidence.ask", of_evidence.register_answer, within=department),
    "registers:raw_answer": Address("evidence.ask", of_evidence.register_answer, within=department),
    "registers:doubts": Address("registers.oversee"),
    "registers:desk_papers": Address("registers.oversee"),
    "registers:look": Address("registers.oversee", of_evidence.paper),
    "registers:connection": Address("registers.connect"),
    "registers:state": Address("registers.state"),
    "registers:test_connection": Address("registers.state", posts=True),
    "search:results": Address(ANYONE),
    "search:synonyms": Address("search.edit"),
    "search:remove_synonym": Address("search.edit", synonym, posts=True),
    "appeals:start": Address(HOLDER, mine),
    "appeals:appeal": Address(HOLDER, lambda cast: {**mine(cast), "key": UUID(int=3)}),
    "appeals:filed": Address(HOLDER, lambda cast: appeal(cast, own=True)),
    "appeals:receipt": Address(HOLDER, lambda cast: appeal(cast, own=True)),
    "appeals:paper": Address(HOLDER, lambda cast: paper_of_appeal(cast, own=True)),
    "appeals:which": Address(ANYONE),
    "appeals:outside": Address(ANYONE, lambda cast: {"key": UUID(int=9)}),
    "appeals:board": Address(ANYONE),
    "appeals:put_up": Address(
        "appeals.handle", lambda cast: {**appeal(cast), "purpose": "interested"}, within=department
    ),
    "appeals:take_down": Address("appeals.handle", notice, within=department),
    "appeals:join": Address("appeals.handle", appeal, within=department),
    "appeals:list": Address("appeals.handle"),
    "appeals:enter": Address("appeals.enter", waiting, within=department),
    "appeals:desk_receipt": Address("appeals.enter", appeal, within=department),
    "appeals:desk_paper": Address("cases.read", paper_of_appeal, within=department),
    "appeals:term": Address("appeals.handle", appeal, within=department),
    "appeals:reconsider": Address("appeals.handle", appeal, within=department),
    "appeals:send_up": Address("appeals.handle", appeal, within=department),
    "appeals:arrived": Address("appeals.handle", appeal, within=department),
    "appeals:above": Address("appeals.handle", appeal, within=department),
    "appeals:restore": Address("appeals.handle", appeal, within=department),
    "desk:home": Address("desk.enter"),
    "desk:journal": Address("journal.read"),
}

# At the end, as they take Address from here.
from tests.house.audiences_of_acts import ACTS  # noqa: E402
from tests.house.audiences_of_drafts import DRAFTS  # noqa: E402
from tests.house.audiences_of_handling import HANDLING  # noqa: E402
from tests.house.audiences_of_mail import MAIL  # noqa: E402
from tests.house.audiences_of_money import MONEY  # noqa: E402
from tests.house.audiences_of_numbers import NUMBERS  # noqa: E402
from tests.house.audiences_of_ratings import RATINGS  # noqa: E402
from tests.house.audiences_of_shared import SHARED  # noqa: E402
from tests.house.audiences_of_talk import TALK  # noqa: E402
from tests.house.audiences_of_trail import TRAIL  # noqa: E402
from tests.house.reported import REPORTS  # noqa: E402

TOWN.update(REPORTS)
TOWN.update(MONEY)
TOWN.update(NUMBERS | RATINGS)
TOWN.update(ACTS)
TOWN.update(HANDLING)
TOWN.update(DRAFTS)
TOWN.update(MAIL)
TOWN.update(TRAIL | TALK)
TOWN.update(SHARED)
