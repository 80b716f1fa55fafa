"""Signals on their way, for the tests."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from chinar.domain.cases.tests.world import KEY, NOW, TOWN
from chinar.domain.reports.actions.filing import NewReport, register_report
from chinar.domain.reports.actions.publishing import Wording, publish
from chinar.domain.reports.actions.settling import settle
from chinar.domain.reports.models import Category, CitizenReport, Resolution
from chinar.domain.reports.rules import Outcome
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department, Municipality, Settlement
from chinar.foundation.time.rules import Hours

TEXT = "Лампата пред читалището не свети от три дни."
TYPED = {
    "text": TEXT,
    "settlement": "53707",
    "place": "срещу читалището",
    "against": "nobody",
    "name": "Радост Милева",
    "phone": "",
    "email": "radost@chinar.example",
}


def town_hall() -> Department:
    hall: Department = Department.objects.create(
        code="town-hall", name="Общинска администрация", name_en="Town hall", kind="town_hall", valid_from="2020-01-01"
    )
    return hall


def open_settlements() -> None:
    """Троян and Орешак, with their points."""
    here = Municipality.objects.get(slug="troyan")
    for ekatte, kind, name, name_en, longitude, latitude in (
        ("73198", "town", "Троян", "Troyan", "24.715", "42.894"),
        ("53707", "village", "Орешак", "Oreshak", "24.783", "42.883"),
    ):
        Settlement.objects.create(
            ekatte=ekatte,
            kind=kind,
            name=name,
            name_en=name_en,
            municipality=here,
            longitude=longitude,
            latitude=latitude,
        )


def category(*, department: Department | None, code: str = "lamps", **changes: Any) -> Category:
    facts = {
        "name": "Улично осветление",
        "name_en": "Street lighting",
        "promise_days": 5,
        "department": department,
        **changes,
    }
    made: Category = Category.objects.create(code=code, **facts)
    return made


def oreshak() -> Settlement:
    return Settlement.objects.get(ekatte="53707")


def new_report(about: Category, **changes: Any) -> NewReport:
    facts: dict[str, Any] = {
        "idempotency_key": uuid4(),
        "category": about,
        "text": TEXT,
        "channel": "online",
        "key": KEY,
        "hours": Hours(),
        "settlement": oreshak(),
        "name": "Радост Милева",
        "email": "radost@chinar.example",
        **changes,
    }
    return NewReport(**facts)


def filed(about: Category, *, at: datetime = NOW, **changes: Any) -> CitizenReport:
    return register_report(new_report(about, **changes), by=VISITOR, at=at)


def settled(report: CitizenReport, official: Account, outcome: Outcome = Outcome.FIXED) -> Resolution:
    by = Actor(official.pk, "official")
    proof = "Кметът на селото го видя." if outcome is Outcome.FIXED else ""
    return settle(report, outcome=outcome, text="Сменихме лампата.", proof=proof, by=by, at=NOW)


def published(report: CitizenReport, official: Account, **changes: Any) -> None:
    publish(report, Wording(**{"text": TEXT, **changes}), by=Actor(official.pk, "official"), at=NOW)


def send(client: Client, key: Any = None, *, code: str = "lamps", **changed: Any) -> HttpResponse:
    """Presses "send" on the page on which the signal is checked."""
    typed = {**TYPED, "send": "1", **changed}
    answer: HttpResponse = client.post(f"{TOWN}/signals/new/{code}/{key or uuid4()}/", typed)
    return answer


def picture(*, form: str = "JPEG", size: tuple[int, int] = (40, 30), behind: bytes = b"") -> SimpleUploadedFile:
    """A photo that says where and with what it was taken; `behind` is what hides after it."""
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, form, exif=exif)
    return SimpleUploadedFile("photo.jpg", out.getvalue() + behind, content_type="image/jpeg")
