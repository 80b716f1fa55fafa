"""Whatever is typed on the way of an act from the draft to its addressee: a message or something that can be shown."""

from typing import Any

from django.test import Client

from chinar.domain.applications.models import (
    Decision,
    DeliveryAttempt,
    DeliveryResult,
    DraftAct,
    PostingList,
    Signatory,
)
from chinar.domain.applications.tests.test_desk import BOTH
from chinar.domain.applications.tests.world import granted, submitted
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import client_of, official
from chinar.foundation.core.tests.hostile import HOSTILE, fillings, spoken

DESK = "/troyan/en/desk"
DAY = {"on-day": "16", "on-month": "11", "on-year": "2026"}


def sent(client: Client, address: str, fields: dict[str, str], **fixed: str) -> None:
    for typed in fillings(fields):
        answer = client.post(address, {**typed, **fixed})
        assert answer.status_code in (200, 302, 404), (address, typed)
        if answer.status_code == 200 and answer["Content-Type"] != "application/pdf":
            spoken(answer.text)


def test_who_signs_and_what_goes_back(application: Any, expert: Client, nadezhda: Any, georgi: Any) -> None:
    svetla = official("svetla", "Светла", "secretary")
    secretary, head = client_of(svetla, is_official=True), client_of(nadezhda, is_official=True)
    page = f"{DESK}/signatories/"
    days = {f"valid_{end}-{part}": "x" for end in ("from", "until") for part in ("day", "month", "year")}
    sent(secretary, page, {"account": "x", "post": "Кмет", "order": "", **days})
    assert not Signatory.objects.exists()
    first = {"valid_from-day": "16", "valid_from-month": "11", "valid_from-year": "2026"}
    for value in HOSTILE.values():
        typed = {"account": str(svetla.pk), "post": value, "order": value, **first}
        assert secretary.post(page, typed).status_code in (200, 302), value
        spoken(secretary.get(page).text)
        for row in Signatory.objects.filter(ended_at=None):
            secretary.post(f"{page}{row.pk}/end/")
    code = application.service_version.service.code
    for bad in ("x", "%00", "9" * 300):
        assert secretary.post(f"{page}services/{bad}/", {"signed": "1"}).status_code in (400, 404)
    assert secretary.post(f"{page}{10**17}/end/").status_code == 404
    assert secretary.post(f"{page}services/{code}/", {"signed": "<b>"}).status_code == 302
    case = f"{DESK}/cases/{Case.objects.get().number}"
    for value in list(HOSTILE.values())[::4]:
        form = expert.get(f"{case}/issue/").text
        expert.post(f"{case}/issue/", {**BOTH, **hidden(form), "issue": "1"})
        answer = head.post(f"{case}/act/", {"return": "1", "reason": value})
        assert answer.status_code in (200, 302), value
        spoken(expert.get(f"{case}/issue/").text)
    assert DraftAct.objects.exists()
    assert not Decision.objects.exists()


def test_what_comes_of_a_letter_and_of_a_notice(version: Any, georgi: Any) -> None:
    granted(submitted(version, delivery="post"), georgi)
    clerk, number = client_of(official("maria", "Мария", "clerk"), is_official=True), Case.objects.get().number
    for value in HOSTILE.values():
        assert clerk.post(f"{DESK}/deliveries/post/", {"case": [value]}).status_code == 302
    clerk.post(f"{DESK}/deliveries/post/", {"case": [number]})
    made, letter = PostingList.objects.get(), DeliveryAttempt.objects.get()
    here, way = f"{DESK}/deliveries/lists/{made.pk}/", f"{DESK}/cases/{number}/delivery/"
    sent(clerk, f"{here}tracking/{letter.pk}/", {"tracking": "<b>"})
    assert clerk.post(f"{here}tracking/{10**17}/", {"tracking": "PS 1234"}).status_code == 404
    assert clerk.get(f"{here}list.pdf").content.startswith(b"%PDF")
    result = {"outcome": "x", "received_by": "", "proof": "ИД 1", **DAY, "seen": ""}
    sent(clerk, way, result, note="1")
    sent(clerk, way, {"way": "board", "record_number": "№ 1", **DAY, "seen": ""}, begin="1")
    assert not DeliveryResult.objects.exists()
    seen = hidden(clerk.get(way).text)
    for value in HOSTILE.values():
        typed = {**seen, "outcome": "failed", "received_by": value, "proof": value, **DAY, "note": "1"}
        assert clerk.post(way, typed).status_code in (200, 302), value
        spoken(clerk.get(way).text)
    sent(clerk, f"{DESK}/cases/{number}/deliver/", {"office": "x", "received_by": "x"}, office="x")
