"""Without an account: begun in one browser, gone on with in another by a link that opens once."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from chinar.domain.applications.models import Draft, DraftLink
from chinar.domain.applications.models.draft import KEPT_FOR
from chinar.domain.applications.models.draft_link import VALID_FOR
from chinar.domain.applications.tasks import erase_old_drafts
from chinar.domain.applications.tests.world import PAGES, answers, begin, fill, messages, page_of, send, stored
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import TOWN, client_of
from chinar.domain.catalogue.tests.world import CODE, publish
from chinar.foundation.core import scope
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message

MAILBOX = "kremena@chinar.example"
AGAIN = f"{TOWN}/apply/link/"
HOSTILE = (
    "", " ", "kremena", "a@b", "@chinar.example", "kremena@chinar.example\nBcc: all@chinar.example", "\x00",
    "x" * 10_000, f"{'x' * 250}@chinar.example",
    "<script>alert(1)</script>", "kremena@chinar.example, other@chinar.example",
)  # fmt: skip


def link() -> str:
    """The path of the newest mailed link."""
    text = Message.objects.latest("pk").text
    return re.findall(r"https?://[^/]+(\S+/apply/link/\S+/)", text)[0]


def main(answer: HttpResponse) -> str:
    """What a page says, without the frame around it."""
    return answer.text.split("<main")[1].split("</main>")[0]


def test_what_was_begun_on_one_device_is_sent_from_another(version: Any, elena: Any) -> None:
    computer, phone, library = Client(), Client(), Client()
    assert "without an account" in computer.get(f"/troyan/en/services/{CODE}/").text
    key = begin(computer)
    assert begin(computer) == key  # pressed twice
    for page in PAGES[:3]:
        assert computer.post(page_of(key, page), answers()[page]).status_code == 302
    for stranger in (phone, client_of(elena)):
        assert stranger.get(page_of(key, "deceased")).status_code in (302, 404)
        assert "Константин" not in stranger.get(page_of(key, "deceased")).text
    assert page_of(key, "later") in computer.get(page_of(key, "death")).text

    assert MAILBOX in computer.post(page_of(key, "later"), {"email": f" {MAILBOX} "}).text
    way = link()
    assert "Константин" not in phone.get(way).text  # opening alone, as a program that checks mail does, uses nothing up
    assert phone.post(way)["Location"] == f"{TOWN}/apply/{key}/"
    assert phone.get(f"{TOWN}/apply/{key}/")["Location"] == page_of(key, "death")
    assert 'value="Константин"' in phone.get(page_of(key, "deceased")).text
    assert "/login/" in computer.get(page_of(key, "deceased"))["Location"]  # there it opens no more
    assert library.post(way).status_code == 404

    for page in PAGES[3:]:
        assert phone.post(page_of(key, page), answers()[page]).status_code == 302
    check = phone.get(page_of(key, "check")).text
    assert f"/login/?next={page_of(key, 'check')}" in check
    assert "/login/" in send(phone, key)["Location"]
    assert not Case.objects.exists()
    phone.force_login(elena)
    assert page_of(key, "send") in phone.get(page_of(key, "check")).text
    assert send(phone, key)["Location"] == page_of(key, "done")
    assert Case.objects.get().parties.get().account_id == elena.pk
    assert not Draft.objects.exists()
    assert not DraftLink.objects.exists()
    verbs = list(Entry.objects.filter(verb__startswith="draft.").values_list("verb", flat=True).order_by("pk"))
    assert verbs == ["draft.link_sent", "draft.resumed", "draft.owned"]


def test_a_link_is_one_newest_and_short_lived(version: Any, clock: Any) -> None:
    computer, phone = Client(), Client()
    key = begin(computer)
    computer.post(page_of(key, "later"), {"email": MAILBOX})
    first = link()
    assert "Look into your mailbox" in phone.post("/troyan/en/apply/link/", {"email": MAILBOX.upper()}).text
    second = link()
    assert first != second
    clock.moment += VALID_FOR + timedelta(seconds=1)
    spent = [
        phone.post(way.replace("/en/", "/bg/"))
        for way in (first, second, f"{AGAIN}{uuid4().hex}/", f"{AGAIN}{'x' * 300}/")
    ]
    assert {answer.status_code for answer in spent} == {404}
    assert len({main(answer) for answer in spent}) == 1  # wrong, old and replaced are answered alike
    phone.post(AGAIN, {"email": MAILBOX})
    assert phone.post(link()).status_code == 302


def test_whether_anything_is_kept_for_an_address_is_told_to_nobody(version: Any) -> None:
    computer = Client()
    computer.post(page_of(begin(computer), "later"), {"email": MAILBOX})
    known = main(Client().post(AGAIN, {"email": MAILBOX}))
    unknown = main(Client().post(AGAIN, {"email": "kremona@chinar.example"}))
    assert known == unknown.replace("kremona", "kremena")
    assert Message.objects.count() == 2


def test_wrong_addresses_come_back_with_a_message_and_nothing_is_sent(version: Any) -> None:
    computer = Client()
    key = begin(computer)
    for path in (f"/troyan/en/apply/{key}/later/", "/troyan/en/apply/link/"):
        for typed in HOSTILE:
            answer = computer.post(path, {"email": typed})
            assert answer.status_code == 200, repr(typed)
            assert messages(answer), repr(typed)
            assert "<script>alert" not in answer.text
    assert not Message.objects.exists()
    assert not DraftLink.objects.exists()


def test_a_mailbox_cannot_be_flooded(version: Any) -> None:
    computer = Client()
    key = begin(computer)
    codes = [computer.post(page_of(key, "later"), {"email": MAILBOX}).status_code for _ in range(7)]
    assert codes == [200] * 6 + [429]
    elsewhere = Client(REMOTE_ADDR="203.0.113.9").post("/troyan/en/apply/link/", {"email": MAILBOX})
    assert (elsewhere.status_code, len(messages(elsewhere))) == (429, 1)
    assert f'value="{MAILBOX}"' in elsewhere.text
    assert Message.objects.count() == 6


def test_a_visitor_cannot_fill_the_disk(version: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chinar.domain.applications.views.limits.is_ratelimited", lambda *_, **__: True)
    answer = Client().post(f"{TOWN}/services/{CODE}/apply/")
    assert answer.status_code == 429
    assert not Draft.objects.exists()


def test_a_computer_in_a_library_forgets(version: Any) -> None:
    library = Client()
    key = begin(library)
    library.post(page_of(key, "later"), {"email": MAILBOX})
    assert library.post(page_of(key, "leave"))["Location"] == AGAIN
    assert "/login/" in library.get(page_of(key, "deceased"))["Location"]
    assert Client().post(link()).status_code == 302


def test_address_and_link_lie_encrypted_and_go_with_the_draft(version: Any, clock: Any) -> None:
    computer = Client()
    key = begin(computer)
    computer.post(page_of(key, "later"), {"email": MAILBOX})
    token = link().split("/")[-2]
    lies = stored("applications_draftlink", "notifications_message", "applications_draft", "journal_entry")
    assert [words for words in (MAILBOX, "kremena", token) if words in lies] == []
    clock.moment += KEPT_FOR + timedelta(hours=1)
    with scope.scoped(None):
        erase_old_drafts()
    assert not DraftLink.objects.exists()
    assert not Message.objects.exists()


def test_a_new_description_and_a_code_go_with_a_visitor_too(version: Any) -> None:
    computer = Client()
    key = fill(computer)
    publish(version.service)
    assert computer.get(page_of(key, "check")).status_code == 200
    answer = computer.post(page_of(key, "code"))
    assert answer.status_code == 302
    code = re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", computer.get(page_of(key, "code")).text)
    assert Draft.objects.with_code(code[0]).get().key == key


def test_an_account_is_its_own_way_back(citizen: Client) -> None:
    key = begin(citizen)
    assert "/mine/" in citizen.get(page_of(key, "later")).text
    citizen.post(page_of(key, "later"), {"email": MAILBOX})
    assert not DraftLink.objects.exists()
