"""Notices on the board to people without a known address, and interested persons who come because of them."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chinar.domain.appeals.actions import board, handling
from chinar.domain.appeals.models import Appeal, BoardNotice, InterestedPerson, NoticeRemoval
from chinar.domain.appeals.queries import inventory
from chinar.domain.appeals.rules import Purpose, names_in
from chinar.domain.appeals.tests.world import CODE, LATER, admitted, appealed, page_of
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.tests.world import TOWN, client_of, official, open_department, person
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.journal.models import Entry

BOARD = f"{TOWN}/board/"
TEXT = "До заинтересованите лица\n\nПодадена е жалба срещу решение. Може да дадете становище на гишето."
SAID = {"name": "Явор Славов", "address": "с. Орешак", "interest": "Наследник съм.", "opinion": "Подкрепям жалбата."}


def hung(appeal: Appeal, georgi: Any, **changes: Any) -> BoardNotice:
    facts = {"purpose": Purpose.INTERESTED, "text": TEXT, "days": 7, "at": LATER, **changes}
    return board.put_up(appeal.case, by=Actor(georgi.pk, "official"), **facts)


def of_board(appeal: Appeal, purpose: str = "interested") -> str:
    return page_of(appeal, f"board/{purpose}")


def test_interested_persons_are_told_on_the_board_and_it_comes_down_after_its_days(
    against: Case, georgi: Any, expert: Client, citizen: Client, clock: Any
) -> None:
    appeal = appealed(against)
    form = expert.get(of_board(appeal)).text
    assert f"жалба № {appeal.case.number}" in form, "first words stand there already"
    assert "Рашкова" not in form, "and name nobody"
    assert "общината решава" in form, "where the law says nothing"
    for wrong in ({"days": "6"}, {"days": "91"}, {"days": "x"}, {"text": ""}, {"text": "EGN 7523169263"},
                  {"text": "Жалбата на Рашкова"}, {"text": "a" * 3001}):  # fmt: skip
        answer = expert.post(of_board(appeal), {"text": TEXT, "days": "7", **wrong})
        assert "govuk-error-summary" in answer.text, wrong
    assert not BoardNotice.objects.exists()
    assert "Сега на таблото няма обявления" in Client().get(BOARD).text
    assert expert.post(of_board(appeal), {"text": TEXT, "days": "7"}).status_code == 302
    notice = BoardNotice.objects.get()
    assert (notice.posted_on, notice.until) == (date(2026, 11, 18), date(2026, 11, 25))
    hangs = Client().get(BOARD).text
    assert "дадете становище" in hangs
    assert "Рашкова" not in hangs
    assert f"{TOWN}/appeals/" in hangs, "who was not told of the decision may appeal"
    assert BOARD in citizen.get(f"{TOWN}/follow/{appeal.case.number}/").text
    again = expert.post(of_board(appeal), {"text": "Друг текст", "days": "7"})
    assert "Друг текст" in again.text, "one at a time, and no text is lost"
    with pytest.raises(board.HangsAlready):
        hung(appeal, georgi)
    down = page_of(appeal, f"board/{notice.pk}/down")
    assert "govuk-error-summary" in expert.post(down, {"reason": ""}).text, "its last day is not over"
    assert not NoticeRemoval.objects.exists()
    clock.moment = LATER + timedelta(days=8)
    expert = client_of(georgi, is_official=True)
    assert "свалете го" in expert.get(f"{TOWN}/desk/").text
    listed = expert.get(f"{TOWN}/desk/appeals/").text
    assert "може да се свали" in listed
    assert down in listed
    assert expert.post(down, {"reason": ""}).status_code == 302
    assert "свалете го" not in expert.get(f"{TOWN}/desk/").text
    assert "govuk-error-summary" in expert.post(down, {"reason": "x"}).text, "taken down once"
    assert (NoticeRemoval.objects.get().on, NoticeRemoval.objects.get().reason) == (date(2026, 11, 26), "")
    assert notice.number not in Client().get(BOARD).text
    papers = CaseDocument.objects.filter(case=appeal.case, part="notice").select_related("document")
    titles = [part.document.title for part in papers]
    assert titles == [board.NOTICE, board.PUT_UP, board.TAKEN_DOWN]
    assert all(part.document.open().read().startswith(b"%PDF") for part in papers)
    verbs = Entry.objects.filter(verb__startswith="appeal.notice").order_by("pk").values_list("verb", "facts")
    told = {"notice": notice.number}
    assert list(verbs) == [("appeal.notice_put_up", told), ("appeal.notice_taken_down", told)]


def test_a_notice_that_must_come_down_early_says_why(against: Case, georgi: Any, expert: Client) -> None:
    appeal = appealed(against)
    notice = hung(appeal, georgi, days=30)
    assert notice.until == date(2026, 12, 18)
    assert expert.post(page_of(appeal, f"board/{notice.pk}/down"), {"reason": "Грешен номер."}).status_code == 302
    assert NoticeRemoval.objects.get().reason == "Грешен номер."
    assert "свалено преди последния ден" in expert.get(page_of(appeal)).text
    with pytest.raises(board.TakenDown):
        board.take_down(notice, reason="x", by=SYSTEM, at=LATER)
    with pytest.raises(ValueError, match="6"):
        hung(appeal, georgi, days=6)
    with pytest.raises(DatabaseError), transaction.atomic():
        BoardNotice.objects.filter(pk=notice.pk).update(text="Друго")


def test_an_appeal_without_an_address_is_mended_by_the_board(against: Case, georgi: Any, expert: Client) -> None:
    with_address = appealed(against)
    assert "/board/defects/" not in expert.get(page_of(with_address)).text
    refused = expert.post(of_board(with_address, "defects"), {"text": TEXT, "days": "7"})
    assert TEXT.splitlines()[-1] in refused.text
    assert not BoardNotice.objects.exists()
    paper = {
        "idempotency_key": str(uuid4()), "who": "other", "name": "Христо Николов", "address": "", "issuer": "mayor",
        "filed_on-day": "17", "filed_on-month": "11", "filed_on-year": "2026", "to": "superior", "grounds": "Кратко.",
        "sheets": "2",
    }  # fmt: skip
    assert expert.post(f"{TOWN}/desk/cases/{against.number}/appeal/", paper).status_code == 302
    without = Appeal.objects.exclude(pk=with_address.pk).select_related("case").get()
    assert "/board/defects/" in expert.get(page_of(without)).text
    form = expert.get(of_board(without, "defects")).text
    assert "чл. 87" in form
    assert "не е посочен адрес" in form
    assert expert.post(of_board(without, "defects"), {"text": "Посочете адрес.", "days": "7"}).status_code == 302
    assert "Посочете адрес." in Client().get(BOARD).text
    assert expert.get(of_board(without, "other")).status_code == 404
    assert expert.get(f"{TOWN}/desk/cases/{without.case.number}/appeal-receipt/").content.startswith(b"%PDF")


def test_an_interested_person_is_written_down_and_goes_up_with_the_file(
    against: Case, georgi: Any, expert: Client, citizen: Client
) -> None:
    appeal = admitted(against, georgi)
    page, key = page_of(appeal, "interested"), str(uuid4())
    assert "govuk-error-summary" in expert.post(page, {**SAID, "key": key, "name": ""}).text
    for _press in range(2):
        assert expert.post(page, {**SAID, "key": key}).status_code == 302
    other = appealed(against, person=person("Христо", "Николов"), account=None)
    assert SAID["opinion"] in expert.post(page_of(other, "interested"), {**SAID, "key": key}).text, "no other's form"
    assert InterestedPerson.objects.count() == 1
    assert SAID["opinion"] in expert.get(page_of(appeal)).text
    assert SAID["opinion"] not in expert.get(page_of(other)).text
    paper = CaseDocument.objects.select_related("document").get(case=appeal.case, part="interested").document
    assert paper.title in [item.title for item in inventory(appeal)]
    mine = f"{TOWN}/follow/{appeal.case.number}/"
    by = Actor(georgi.pk, "official")
    handling.send_up(appeal.case, body="Съд", opinion="", code=CODE, by=by, at=LATER)
    assert paper.title not in citizen.get(mine).text
    assert citizen.get(f"{mine}paper/{paper.pk}/").status_code == 404, "what others say is looked at first"
    for name in ("Явор", SAID["opinion"]):
        assert name not in str(list(Entry.objects.values()))
    refused = expert.post(of_board(appeal), {"text": "Яви се и Славов.", "days": "7"})
    assert "govuk-error-summary" in refused.text, "nor does an interested person stand on the board"


def test_others_and_who_is_kept_away_find_nothing(against: Case, georgi: Any, expert: Client, citizen: Client) -> None:
    appeal = appealed(against)
    notice = hung(appeal, georgi)
    pages = [of_board(appeal), page_of(appeal, f"board/{notice.pk}/down"), page_of(appeal, "interested")]
    other = client_of(official("todor", "Тодор Ванев", "expert", open_department("t", "Данъци")), is_official=True)
    for page in pages:
        assert expert.get(page).status_code == 200
        assert [client.get(page).status_code for client in (other, citizen)] == [404, 404]
        assert [client.post(page, {}).status_code for client in (other, citizen)] == [404, 404]
        assert expert.get(page.replace(appeal.case.number, against.number)).status_code == 404
    assert notice.appeal.case.number in expert.get(f"{TOWN}/desk/appeals/").text
    recuse(appeal.case, accounts=[georgi.pk], by=SYSTEM, at=LATER)
    assert [expert.get(page).status_code for page in pages] == [404, 404, 404]
    assert appeal.case.number not in expert.get(f"{TOWN}/desk/appeals/").text


def test_the_board_costs_the_same_for_any_number_of_notices(against: Case, georgi: Any) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as made:
            assert Client().get(BOARD).status_code == 200
        return len(made)

    appeal = appealed(against)
    hung(appeal, georgi)
    cost()
    one = cost()
    for n in range(3):
        hung(appealed(against, person=person("Христо", f"Николов{n}"), account=None), georgi)
    assert cost() == one <= 10


def test_names_of_people_are_found_in_a_text_and_other_words_are_not() -> None:
    names = ["Кремена Рашкова", "Ан Ли", "Роза-Мария Иванова"]
    assert names_in("Жалбата на Рашкова и Роза.", names) == ["Рашкова", "Роза"]
    assert names_in("роза, кремена, Ан, Ли, Рашковата", names) == []
    assert names_in("", names) == names_in("Рашкова", []) == []
