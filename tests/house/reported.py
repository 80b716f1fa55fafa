"""For whom the addresses of signals are, as audiences.py says it of all others."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.house.audiences import ANYONE, HOLDER, Address


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


def objected(cast: Any) -> dict[str, Any]:
    """One that was withheld, to which its author objects."""
    from chinar.foundation.moderation.models import Objection

    withheld = _withheld(cast, signal(cast, case__state="ordered").case.number)
    at = datetime(2026, 11, 16, 9, tzinfo=UTC)
    Objection.objects.get_or_create(withholding=withheld, defaults={"text": "x", "at": at})
    return {"number": withheld.subject}


def own_withheld(cast: Any) -> dict[str, Any]:
    own = own_signal(cast)
    _withheld(cast, own["number"])
    return own


def _withheld(cast: Any, number: str) -> Any:
    from chinar.foundation.moderation.models import Withholding

    facts = {"was_public": False, "reason": "insult", "at": datetime(2026, 11, 16, 9, tzinfo=UTC)}
    by = cast.account("dimitar@chinar.example")
    known = Withholding.objects.filter(subject=number, lifted_at=None).first()
    return known or Withholding.objects.create(subject_kind="case", subject=number, by=by, **facts)


def signal_key(cast: Any) -> dict[str, Any]:
    from chinar.domain.reports.models import ApiKey

    at, by = datetime(2026, 11, 16, 9, tzinfo=UTC), cast.account("svetla@chinar.example")
    known = ApiKey.objects.first() or ApiKey.objects.create(name="x", digest="x", given_at=at, given_by=by)
    return {"pk": known.pk}


def first_row(model: str) -> Callable[[Any], dict[str, Any]]:
    from django.apps import apps

    return lambda cast: {"pk": apps.get_model("reports", model).objects.first().pk}


REPORTS: dict[str, Address] = {
    "reports:list": Address(ANYONE),
    "reports:newest": Address(ANYONE),
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
    "reports:queue": Address("reports.answer"),
    "reports:withhold": Address("reports.answer", open_signal, within=public_works),
    "reports:objection": Address("cases.resolve", objected, within=public_works),
    "reports:object": Address(HOLDER, own_withheld),
    "reports:objection_promise": Address("reports.set", posts=True),
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
}
