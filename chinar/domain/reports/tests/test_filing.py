"""Somebody files a signal: with photos and a place, without an account, without script."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, sofia
from chinar.domain.reports.models import CitizenReport, GivenAnswer, Photo, WaitingPhoto
from chinar.domain.reports.tasks import erase_waiting_photos
from chinar.domain.reports.tests.world import TEXT, TYPED, category, filed, picture, published, send, settled
from chinar.foundation.conversation.models import Support
from chinar.foundation.documents import files, pictures
from chinar.foundation.journal.models import Entry


def page(key: Any = None, code: str = "lamps") -> str:
    return f"{TOWN}/signals/new/{code}/{key or uuid4()}/"


def test_elena_files_with_a_photo_and_follows_by_number_and_key(
    lamps: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    assert "Улично осветление" in client.get(f"{TOWN}/signals/new/").text
    with django_assert_max_num_queries(6):
        assert client.get(f"{TOWN}/signals/new/lamps/").status_code == 200
    key = uuid4()
    checked = client.post(page(key), {**TYPED, "photos": [picture(), picture(form="PNG", size=(30, 40))]})
    assert TEXT in checked.text
    assert not CitizenReport.objects.exists(), "nothing is registered before it is checked"
    assert WaitingPhoto.objects.filter(key=key).count() == 2
    sent = send(client, key)
    report = CitizenReport.objects.select_related("case").get()
    case = report.case
    assert sent["Location"].endswith(f"/follow/{case.number}/registered/")
    assert (case.number, str(case.due_on)) == ("1208-1-16.11.2026", "2027-01-18")
    assert (report.promise_days, str(report.promise_on)) == (5, "2026-11-23")
    confirmation = client.get(sent["Location"]).text
    assert "23 ноември 2026" in confirmation
    assert "18 януари 2027" in confirmation
    assert Client().get(sent["Location"]).status_code == 404
    assert Photo.objects.filter(report=report).count() == 2
    assert not WaitingPhoto.objects.exists()
    followed = Client()
    opened = followed.post(f"{TOWN}/follow/", {"number": case.number, "key": case.key}, follow=True)
    assert TEXT in opened.text
    photo = Photo.objects.first()
    assert followed.get(f"{TOWN}/signals/photos/{photo.pk}/").status_code == 200
    assert Client().get(f"{TOWN}/signals/photos/{photo.pk}/").status_code == 404


def test_a_photo_loses_all_but_the_picture(lamps: Any, client: Client) -> None:
    key = uuid4()
    client.post(page(key), {**TYPED, "photos": [picture(behind=b"<script>alert(1)</script>PK\x03\x04")]})
    kept = files.fetch(WaitingPhoto.objects.get().sha256)
    assert kept.startswith(b"\xff\xd8")
    assert all(hidden not in kept for hidden in (b"SecretCamera", b"Exif", b"script", b"PK\x03\x04"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xd8" + b"0" * (pictures.LARGEST + 1), "10"),
        (b"GIF89a<script>alert(1)</script>", "JPEG"),
        (b"%PDF-1.7 not a photo", "JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "JPEG"),
    ],
)
def test_what_is_no_photo_is_refused_and_nothing_typed_is_lost(
    lamps: Any, client: Client, content: bytes, words: str
) -> None:
    refused = client.post(page(), {**TYPED, "photos": SimpleUploadedFile("<b>.jpg", content)})
    assert "govuk-error-summary" in refused.text
    assert words in refused.text
    assert TEXT in refused.text
    assert "<b>.jpg" not in refused.text
    assert not WaitingPhoto.objects.exists()


def test_a_bomb_of_pixels_and_too_many_photos_are_refused(
    lamps: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    assert "govuk-error-summary" in client.post(page(), {**TYPED, "photos": picture()}).text
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10_000)
    assert "govuk-error-summary" in client.post(page(), {**TYPED, "photos": [picture() for _ in range(4)]}).text


def test_photos_survive_a_mistake_can_be_removed_and_go_after_a_day(lamps: Any, client: Client, clock: Any) -> None:
    key = uuid4()
    client.post(page(key), {**TYPED, "text": "", "photos": picture()})
    digest = WaitingPhoto.objects.get().sha256
    client.post(page(key), {**TYPED, "drop_photos": "1"})
    assert not WaitingPhoto.objects.filter(key=key).exists()
    client.post(page(key), {**TYPED, "photos": picture(size=(50, 50))})
    erase_waiting_photos()
    assert WaitingPhoto.objects.filter(key=key).count() == 1
    other = WaitingPhoto.objects.get(key=key).sha256
    send(client, key)
    clock.moment = sofia(2026, 11, 18)
    erase_waiting_photos()
    assert not WaitingPhoto.objects.exists()
    assert not files.place_of(digest).exists(), "what was removed from the form goes from the disk too"
    assert files.place_of(other).exists()


def test_what_was_written_lies_encrypted_and_not_in_the_journal(lamps: Any, client: Client) -> None:
    send(client)
    with connection.cursor() as cursor:
        cursor.execute("select * from reports_citizenreport")
        stored = str(cursor.fetchall())
    for secret in (TEXT, "Радост", "radost@", "читалището"):
        assert secret not in stored
    assert all("Радост" not in str(vars(entry)) for entry in Entry.objects.all())


def test_a_double_press_registers_once_and_a_key_opens_nobody_elses(lamps: Any, client: Client) -> None:
    key = uuid4()
    assert send(client, key)["Location"] == send(client, key)["Location"]
    other = send(Client(), key, text="Нещо съвсем друго")
    assert "Нещо съвсем друго" in other.text
    assert TEXT not in other.text
    assert CitizenReport.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "standing", "rule"),
    [
        ({}, "ordinary", "signal"),
        ({"name": ""}, "anonymous", "signal_information"),
        (
            {"happened_on-day": "1", "happened_on-month": "2", "happened_on-year": "2023"},
            "barred",
            "signal_information",
        ),
    ],
)
def test_what_opens_no_proceeding_is_told_so_and_kept(
    lamps: Any, client: Client, changed: dict[str, str], standing: str, rule: str
) -> None:
    checked = client.post(page(), {**TYPED, **changed}).text
    assert ("чл. 111" in checked) is (standing != "ordinary")
    confirmation = client.get(send(client, **changed)["Location"]).text
    assert ("чл. 111" in confirmation) is (standing != "ordinary")
    report = CitizenReport.objects.select_related("case").get()
    assert (report.standing, report.case.legal_period) == (standing, rule)


def test_of_another_body_and_of_corruption_nothing_is_registered(lamps: Any, client: Client) -> None:
    where = "Областно пътно управление, тел. 112"
    category(department=None, code="state-road", nature="elsewhere", explanation=where, promise_days=None)
    category(department=None, code="bribes", nature="protected", explanation="КПК", promise_days=None)
    for code, words in (("state-road", where), ("bribes", "КПК")):
        told = client.get(f"{TOWN}/signals/new/{code}/").text
        assert words in told
        assert "<form" not in told.split("<main")[1].split("</main")[0]
        assert send(client, code=code).status_code == 404
    assert not Case.objects.exists()


def test_similar_open_ones_are_shown_and_joined_instead(lamps: Any, client: Client, georgi: Any, elena: Any) -> None:
    known = filed(lamps)
    published(known, georgi)
    filed(lamps, text="Съвсем друго", against="mayor", settlement=None)
    assert known.case.number in client.post(page(), TYPED).text
    closed = filed(lamps)
    settled(closed, georgi)
    shown = client.post(page(), TYPED).text
    assert closed.case.number not in shown
    key = uuid4()
    for _press in range(2):
        client.post(f"{TOWN}/signals/{known.case.number}/join/", {"key": key})
    hers = client_of(elena)
    for _press in range(2):
        hers.post(f"{TOWN}/signals/{known.case.number}/join/", {"key": uuid4()})
    assert Support.objects.filter(subject=known.case.number).count() == 2
    client.post(f"{TOWN}/signals/{closed.case.number}/join/", {"key": uuid4()})
    client.post(f"{TOWN}/signals/{known.case.number}/join/", {"key": "no key"})
    assert Support.objects.count() == 2


def test_the_questions_of_a_category_are_asked_and_kept(lamps: Any, client: Client) -> None:
    asked = lamps.questions.create(text="Номер на стълба", is_required=True)
    choice = lamps.questions.create(text="Как свети?", choices="мига\nне свети", position=1)
    wrong = send(client)
    assert "govuk-error-summary" in wrong.text
    assert send(client, **{f"q_{asked.pk}": "<i>12</i>", f"q_{choice.pk}": "никак"}).status_code == 200
    assert send(client, **{f"q_{asked.pk}": "<i>12</i>", f"q_{choice.pk}": "мига"}).status_code == 302
    assert [row.text for row in GivenAnswer.objects.all()] == ["<i>12</i>", "мига"]
    number = Case.objects.get().number
    assert "<i>12</i>" not in client.get(f"{TOWN}/follow/{number}/").text


@pytest.mark.parametrize(
    "changed",
    [
        {"text": ""},
        {"text": "а" * 4001},
        {"settlement": "00000"},
        {"settlement": ""},
        {"email": "no address"},
        {"against": "everybody"},
        {"against": "official"},
        {"happened_on-day": "1", "happened_on-month": "1", "happened_on-year": "9999"},
    ],
)
def test_what_is_wrong_registers_nothing_and_loses_nothing(lamps: Any, client: Client, changed: dict[str, str]) -> None:
    answer = send(client, **changed)
    assert "govuk-error-summary" in answer.text
    assert "срещу читалището" in answer.text
    assert not CitizenReport.objects.exists()


@pytest.mark.parametrize(
    ("longitude", "latitude", "kept"),
    [
        ("24.7154321", "42.8941234", (24.715432, 42.894123)),
        ("0", "0", None),
        ("x", "42.8", None),
        ("", "42.8", None),
        ("1e999", "42", None),
        ("NaN", "NaN", None),
    ],
)
def test_a_point_outside_the_country_is_no_point(
    lamps: Any, client: Client, longitude: str, latitude: str, kept: Any
) -> None:
    send(client, longitude=longitude, latitude=latitude)
    assert CitizenReport.objects.get().point == kept


def test_markup_is_shown_as_text_everywhere(lamps: Any, client: Client, expert: Client) -> None:
    attack = "<script>alert(1)</script>"
    checked = client.post(page(), {**TYPED, "text": attack, "place": attack, "name": attack}).text
    assert attack not in checked
    send(client, text=attack, place=attack, name=attack, against="official", against_whom=attack)
    number = Case.objects.get().number
    for seen in (client.get(f"{TOWN}/follow/{number}/"), expert.get(f"{TOWN}/desk/cases/{number}/")):
        assert attack not in seen.text


def test_a_personal_number_is_warned_of_and_a_flood_is_held(lamps: Any, client: Client) -> None:
    assert "десетцифрен" in client.post(page(), {**TYPED, "text": "ЕГН 9030261907"}).text
    codes = [send(client, email="").status_code for _ in range(21)]
    assert codes.count(302) == 20
    assert codes[-1] == 429


def test_taken_down_by_telephone_on_one_page(lamps: Any, expert: Client) -> None:
    assert expert.get(f"{TOWN}/desk/signals/").status_code == 200
    typed = {**TYPED, "category": "lamps", "channel": "telephone", "idempotency_key": str(uuid4())}
    for _press in range(2):
        told = expert.post(f"{TOWN}/desk/signals/", typed, follow=True).text
    case = Case.objects.get()
    assert case.number in told
    assert case.channel == "telephone"
    other = {**typed, "text": "Друга лампа мига."}
    again = expert.post(f"{TOWN}/desk/signals/", other).text
    assert "Друга лампа мига." in again, "another signal with the key of the first is not taken for it"
    fresh = again.split('name="idempotency_key" value="')[1].split('"')[0]
    expert.post(f"{TOWN}/desk/signals/", {**other, "idempotency_key": fresh})
    assert Case.objects.count() == 2
    wrong = expert.post(f"{TOWN}/desk/signals/", {**typed, "category": ""})
    assert TEXT in wrong.text
    assert NOW.date() == case.received_at.date()
