"""For whom each address is. A new address stands here before it works: test_audiences.py walks them all.

- ANYONE: open to everybody.
- HOLDER: the party, or whoever opened the matter with its key; everybody else, signed in or not, is turned away.
- SIGNED_IN: a visitor is asked to sign in; every account may.
- OWNER: the one whose matter it is; a neighbour and officials who have nothing to do with it find nothing.
- an ability of people.abilities, such as "journal.read": officials of this municipality who have it; for everybody
  else, officials of another municipality among them, there is no such page. OFFICIAL: any official of this one.
- LIBRARY: sign-in pages, whose own tests walk them (people/tests).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

ANYONE, HOLDER, SIGNED_IN, OWNER = "anyone", "holder", "signed in", "owner"
OFFICIAL, LIBRARY = "official", "library"
NAMES = frozenset({ANYONE, HOLDER, SIGNED_IN, OWNER, OFFICIAL, LIBRARY})


@dataclass(frozen=True)
class Address:
    """`takes` gives the arguments of an address that names a row, from the demo, inside its municipality.

    `posts` marks one that only takes forms: those who may are told so (405), and nothing is changed.
    `within` gives the department in which the ability is needed. `leads_to` is where the others of a HOLDER's
    address find themselves; they find nothing when it is empty.
    """

    audience: str
    takes: Callable[[Any], dict[str, Any]] = field(default=lambda cast: {})
    posts: bool = False
    within: Callable[[Any], Any] = field(default=lambda cast: None)
    leads_to: str = ""


def mine(cast: Any) -> dict[str, Any]:
    """The owner's own matter, decided and delivered."""
    return {"number": application(cast, own=True).case.number}


def waiting(cast: Any) -> dict[str, Any]:
    """A matter of somebody else that waits for its decision."""
    return {"number": application(cast, own=False).case.number}


def sent(cast: Any) -> dict[str, Any]:
    return {"key": application(cast, own=True).idempotency_key}


def department(cast: Any) -> Any:
    return application(cast, own=False).case.department


def application(cast: Any, *, own: bool) -> Any:
    from chinar.domain.applications.models import Application

    rows = Application.objects.order_by("pk")
    of_owner = {"case__parties__account_id": cast.account("elena@chinar.example").pk}
    return (rows.filter(**of_owner) if own else rows.exclude(**of_owner)).first()


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


def signal(cast: Any, **which: Any) -> Any:
    """The first signal like this."""
    from chinar.domain.reports.models import CitizenReport

    return CitizenReport.objects.filter(**which).order_by("pk").first()


def signal_number(cast: Any, **which: Any) -> dict[str, Any]:
    return {"number": signal(cast, **which).case.number}


def open_signal(cast: Any) -> dict[str, Any]:
    return signal_number(cast, case__state="ordered")


def public_works(cast: Any) -> Any:
    return signal(cast, case__state="ordered").case.department


def own_signal(cast: Any) -> dict[str, Any]:
    """The owner's own signal, settled."""
    from chinar.domain.cases.models import Party

    settled = signal(cast, case__state="settled")
    person = asked_by_owner(cast)
    if not Party.objects.filter(case=settled.case).exists():
        Party.objects.create(case=settled.case, role="applicant", person=person, account=person.account)
    return {"number": settled.case.number}


def asked_by_owner(cast: Any) -> Any:
    from chinar.foundation.people.models import Person

    return Person.objects.get(account=cast.account("elena@chinar.example"))


def accusing(cast: Any) -> dict[str, Any]:
    return signal_number(cast, against="official")


def dissatisfied(cast: Any) -> dict[str, Any]:
    """A settled signal whose author asks to open it again."""
    from chinar.domain.reports.models import Feedback, Resolution

    last = Resolution.objects.filter(report__case__state="settled").last()
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    facts = {"is_content": False, "wants_reopening": True, "at": at}
    Feedback.objects.get_or_create(resolution=last, defaults=facts)
    return {"number": last.report.case.number}


def department_of_dissatisfied(cast: Any) -> Any:
    from chinar.domain.reports.models import CitizenReport

    return CitizenReport.objects.get(case__number=dissatisfied(cast)["number"]).case.department


def town_hall(cast: Any) -> Any:
    return signal(cast, against="official").case.department


def work_order(cast: Any) -> dict[str, Any]:
    report = signal(cast, case__state="ordered")
    return {"number": report.case.number, "pk": report.work_orders.first().pk}


def work_link(cast: Any) -> dict[str, Any]:
    """A work order whose key we know."""
    from chinar.domain.reports.access import digest_of
    from chinar.domain.reports.models import WorkOrder

    known = WorkOrder.objects.first()
    WorkOrder.objects.get_or_create(
        link_digest=digest_of("known"),
        defaults={
            "report": known.report,
            "party": "crew",
            "name": "Бригада",
            "task": "Лампа",
            "until_on": date(2026, 12, 1),
            "ordered_at": known.ordered_at,
            "ordered_by": known.ordered_by,
        },
    )
    return {"key": "known"}


def signal_photo(cast: Any) -> dict[str, Any]:
    """A published photo."""
    from chinar.domain.reports.actions.filing import add_photo
    from chinar.domain.reports.models import Photo
    from chinar.foundation.core.actor import SYSTEM

    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    report = signal(cast, wording__withdrawn_at=None, wording__isnull=False)
    photo = Photo.objects.first() or add_photo(report, b"picture", moment="before", by=SYSTEM, at=at)
    Photo.objects.filter(pk=photo.pk).update(published_at=at)
    return {"pk": photo.pk}


def signal_key(cast: Any) -> dict[str, Any]:
    from chinar.domain.reports.models import ApiKey

    at, by = datetime(2026, 11, 16, 9, tzinfo=UTC), cast.account("svetla@chinar.example")
    known = ApiKey.objects.first() or ApiKey.objects.create(name="x", digest="x", given_at=at, given_by=by)
    return {"pk": known.pk}


def first_row(model: str) -> Callable[[Any], dict[str, Any]]:
    from django.apps import apps

    return lambda cast: {"pk": apps.get_model("reports", model).objects.first().pk}


# Of the installation (no municipality in scope). Names that a library gives begin with one of LIBRARY_PREFIXES.
INSTALLATION: dict[str, Address] = {
    "installation": Address(ANYONE),
    "healthz": Address(ANYONE),
    "robots": Address(ANYONE),
}
LIBRARY_PREFIXES = ("account_", "mfa_", "socialaccount_")

# Of a municipality.
TOWN: dict[str, Address] = {
    "portal:home": Address(ANYONE),
    "territory:map": Address(ANYONE),
    "offices:list": Address(ANYONE),
    "time:calculator": Address(ANYONE),
    "catalogue:list": Address(ANYONE),
    "catalogue:service": Address(ANYONE, service),
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
    "cases:case": Address("cases.read", waiting, within=department),
    "cases:take": Address("cases.take", waiting, posts=True, within=department),
    "cases:add": Address(HOLDER, mine, posts=True),
    "cases:withdraw": Address(OWNER, mine),
    "cases:sms": Address(OWNER, mine),
    "cases:read_updates": Address("cases.take", waiting, posts=True, within=department),
    "cases:give": Address("cases.resolve", waiting, within=department),
    "cases:give_back": Address("cases.take", waiting, within=department),
    "cases:move_to_department": Address("cases.take", waiting, within=department),
    "cases:relate": Address("cases.take", waiting, within=department),
    "cases:merge": Address("cases.take", waiting, within=department),
    "cases:forward": Address("cases.take", waiting, within=department),
    "cases:convert": Address("cases.take", waiting, within=department),
    "cases:reopen": Address("cases.resolve", waiting, within=department),
    "cases:void": Address("cases.resolve", waiting, within=department),
    "cases:clock": Address("cases.clock", lambda cast: {**waiting(cast), "code": "suspend"}, within=department),
    "cases:desk_explanation": Address("cases.read", waiting, within=department),
    "applications:start": Address(SIGNED_IN, service, posts=True),
    "applications:question": Address(OWNER, question),
    "applications:check": Address(OWNER, draft),
    "applications:send": Address(OWNER, draft, posts=True),
    "applications:done": Address(OWNER, sent),
    "applications:receipt": Address(HOLDER, mine),
    "applications:receive": Address(HOLDER, mine, posts=True),
    "applications:desk_receipt": Address("cases.read", waiting, within=department),
    "applications:desk_result": Address("people.unmask", mine, within=department),
    "applications:resume": Address(OWNER, draft),
    "applications:personal_numbers": Address("people.unmask", waiting, posts=True, within=department),
    "applications:deliver": Address("documents.deliver", mine, posts=True, within=department),
    "applications:issue": Address("applications.decide", waiting, within=department),
    "applications:refuse": Address("applications.decide", waiting, within=department),
    "notifications:troubled": Address("messages.watch"),
    "notifications:send_again": Address("messages.watch", message, posts=True),
    "demo:mailbox": Address(ANYONE),
    "search:results": Address(ANYONE),
    "search:synonyms": Address("search.edit"),
    "search:remove_synonym": Address("search.edit", synonym, posts=True),
    "enquiries:start": Address(ANYONE),
    "enquiries:ask": Address(ANYONE, takes=lambda cast: {"key": UUID(int=2)}),
    "enquiries:asked": Address(HOLDER, asked),
    "enquiries:answers": Address(ANYONE),
    "enquiries:answer": Address(ANYONE, bank_answer),
    "enquiries:weekly": Address("enquiries.answer"),
    "enquiries:oral": Address("enquiries.answer"),
    "enquiries:reply": Address(
        "enquiries.answer",
        lambda cast: asked(cast, own=False, answered=False),
        within=lambda cast: department_asked(cast, own=False, answered=False),
    ),
    "enquiries:publish": Address("enquiries.answer", asked, within=department_asked),
    "enquiries:withdraw": Address("enquiries.answer", asked, posts=True, within=department_asked),
    "reports:list": Address(ANYONE),
    "reports:figures": Address(ANYONE),
    "reports:new": Address(ANYONE),
    "reports:begin": Address(ANYONE, takes=lambda cast: {"code": "lighting"}),
    "reports:file": Address(ANYONE, takes=lambda cast: {"code": "lighting", "key": UUID(int=3)}),
    "reports:photo": Address(ANYONE, signal_photo),
    "reports:work": Address(ANYONE, work_link),
    "reports:report": Address(ANYONE, open_signal),
    "reports:join": Address(ANYONE, open_signal, posts=True),
    "reports:registered": Address(HOLDER, own_signal),
    "reports:feedback": Address(HOLDER, own_signal),
    "reports:take_down": Address("reports.receive"),
    "reports:posters": Address("reports.receive"),
    "reports:poster": Address("reports.receive", lambda cast: {"ekatte": "53707"}),
    "reports:settings": Address("reports.set"),
    "reports:category": Address("reports.set", first_row("Category")),
    "reports:rule": Address("reports.set", first_row("RoutingRule")),
    "reports:switch": Address("reports.set", first_row("RoutingRule"), posts=True),
    "reports:template": Address("reports.set", first_row("AnswerTemplate")),
    "reports:give_key": Address("reports.set", posts=True),
    "reports:revoke_key": Address("reports.set", signal_key, posts=True),
    "reports:settle": Address("reports.answer", open_signal, within=public_works),
    "reports:remark": Address("reports.answer", open_signal, within=public_works),
    "reports:reclassify": Address("reports.answer", open_signal, within=public_works),
    "reports:publish": Address("reports.answer", open_signal, within=public_works),
    "reports:withdraw": Address("reports.answer", open_signal, posts=True, within=public_works),
    "reports:order": Address("reports.answer", open_signal, within=public_works),
    "reports:done": Address("reports.answer", work_order, within=public_works),
    "reports:accused": Address("cases.resolve", accusing, within=town_hall),
    "reports:reopening": Address("cases.resolve", dissatisfied, within=department_of_dissatisfied),
    "reports:open311_discovery": Address(ANYONE, lambda cast: {"form": "json"}),
    "reports:open311_services": Address(ANYONE, lambda cast: {"form": "xml"}),
    "reports:open311_definition": Address(ANYONE, lambda cast: {"form": "json", "code": "lighting"}),
    "reports:open311_requests": Address(ANYONE, lambda cast: {"form": "json"}),
    "reports:open311_request": Address(ANYONE, lambda cast: {"form": "json", **open_signal(cast)}),
    "reports:open311_token": Address(ANYONE, lambda cast: {"form": "json", "key": str(signal(cast).idempotency_key)}),
    "documents:check": Address(ANYONE),
    "documents:check_code": Address(ANYONE, takes=lambda cast: {"code": "2222-2222-2222-2222"}),
    "desk:home": Address("desk.enter"),
    "desk:journal": Address("journal.read"),
}
