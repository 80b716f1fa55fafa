"""Evidence on the pages of officials, of the applicant, of the person concerned, and of everybody."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import (
    KEY,
    TOWN,
    account,
    client_of,
    decide,
    official,
    open_department,
    person,
    registered,
)
from chinar.domain.registers import tasks
from chinar.domain.registers.models import Evidence, PaperAsked, RegisterQuery, RegisterView
from chinar.domain.registers.tests.conftest import VELKO
from chinar.domain.registers.tests.evidence.world import GROUND, costs, expect, outcomes, the
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account, Person

FINDING = {
    "outcome": "held",
    "place": "Регистър на населението, № 7",
    "holds_on-day": "16",
    "holds_on-month": "11",
    "holds_on-year": "2026",
    "ground": GROUND,
    "words": "Две деца.",
    "seen": "0",
}
LETTER = {"body": "Община Разлог", "what": "Препис от акта.", "ground": GROUND, "seen": "0"}


def here(case: Case, code: str = "relations", act: str = "") -> str:
    return f"{TOWN}/desk/cases/{case.number}/evidence/{code}/{act}"


@pytest.fixture
def expert(georgi: Account) -> Client:
    return client_of(georgi, is_official=True)


def test_the_page_of_a_matter_shows_each_piece_and_costs_two_queries(case: Case, expert: Client) -> None:
    address = f"{TOWN}/desk/cases/{case.number}/"
    page = expert.get(address).text
    for words in ("Роднини на починалия", "Данни за лицето", "Чужд акт", "очаква се", "продължете на ръка"):
        assert words in page
    bare = registered(case.department)
    with costs(17):
        expert.get(f"{TOWN}/desk/cases/{bare.number}/")
    with costs(18):
        expert.get(address)


def test_an_official_goes_on_by_hand_and_nothing_typed_is_lost(case: Case, expert: Client) -> None:
    wrong = expert.post(here(case, act="record/"), {**FINDING, "place": "", "holds_on-day": "31"})
    assert wrong.status_code == 200
    assert "Две деца." in wrong.text
    assert outcomes("relations") == []
    assert expert.post(here(case, act="record/"), FINDING).status_code == 302
    late = expert.post(here(case, act="record/"), {**FINDING, "words": "Три деца."})
    assert "Междувременно е вписано друго" in late.text
    assert "Три деца." in late.text
    assert outcomes("relations") == ["held"]
    page = expert.get(here(case)).text
    for words in ("налично в общината", "Регистър на населението, № 7", "към 16 ноември 2026", "Две деца."):
        assert words in page


def test_letters_are_filed_with_the_day_by_which_an_answer_is_owed(case: Case, expert: Client, clock: Any) -> None:
    assert expert.post(here(case, act="letter/"), LETTER).status_code == 302
    made = the("relations").last
    assert (made.outcome, made.answer_due_on.isoformat(), made.place) == ("asked", "2026-11-23", "Община Разлог")
    assert case.documents.get().document_id == made.document_id
    pdf = expert.get(here(case, act=f"letter/{made.document_id}/"))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert Entry.objects.get(verb="case.read").subject == case.number
    assert expert.get(here(case, "person", f"letter/{made.document_id}/")).status_code == 404
    assert "Нищо не чака" in expert.get(f"{TOWN}/desk/evidence/").text
    clock.moment = clock.moment.replace(day=24)
    expert = client_of(Account.objects.get(email="georgi@chinar.example"), is_official=True)
    assert case.number in expert.get(f"{TOWN}/desk/evidence/").text
    seen = {"seen": str(made.pk)}
    assert expert.post(here(case, act="dispute/"), {**LETTER, **seen}).status_code == 302
    assert outcomes("relations") == ["asked", "disputed"]
    assert the("relations").last.answer_due_on is None


def test_the_answer_is_read_in_words_and_raw_and_each_reading_is_told(
    case: Case, expert: Client, connected: Any, elena: Account
) -> None:
    tasks.fetch_evidence()
    assert "налице" in expert.get(here(case)).text
    query = RegisterQuery.objects.get()
    address = f"{TOWN}/desk/cases/{case.number}/answers/{query.pk}/"
    page = expert.get(address).text
    for words in ("Лозева", "Дъщеря", "1 декември 1894", "истински: подписан от регистъра", "след регистрацията"):
        assert words in page
    raw = expert.get(f"{address}raw/")
    assert raw.content.startswith(b"<")
    assert "attachment" in raw["Content-Disposition"]
    assert list(RegisterView.objects.values_list("is_raw", flat=True)) == [False, True]
    assert Entry.objects.filter(verb__in=["evidence.answer_read", "evidence.raw_answer_read"]).count() == 2
    assert VELKO not in str(list(Entry.objects.values_list("facts", "subject")))
    citizen = client_of(elena)
    with costs(7):
        mine = citizen.get(f"{TOWN}/mine/registers/").text
    assert "Отговорът е прочетен 2 пъти" in mine
    assert "Още не сте доказали" in mine
    follow = client_of(elena).get(f"{TOWN}/follow/{case.number}/").text
    for words in ("Роднини на починалия: проверихме го (RegiX", GROUND, "само Вие можете да го донесете"):
        assert words in follow


def test_whose_number_is_proven_sees_what_was_asked_about_them(case: Case, connected: Any) -> None:
    tasks.fetch_evidence()
    velko = account("velko", "Велко Чинаров")
    his = Person.objects.create(given_name="Велко", account=velko)
    address = f"{TOWN}/mine/registers/"
    assert case.number not in client_of(velko).get(address).text
    his.bears("egn", VELKO)
    his.save()
    assert case.number not in client_of(velko).get(address).text
    his.is_identifier_proven = True
    his.save()
    page = client_of(velko).get(address).text
    assert case.number in page
    assert "Още не сте доказали" not in page
    his.bears("lnch", VELKO)  # registers are asked about a number, whatever its kind
    his.save()
    assert case.number in client_of(velko).get(address).text


def test_two_officials_on_the_pages(case: Case, expert: Client, nadezhda: Account) -> None:
    head = client_of(nadezhda, is_official=True)
    assert expert.post(here(case, "person", "ask/"), {"seen": "0"}).status_code == 302
    assert "чака втори служител" in expert.get(here(case, "person")).text
    assert case.number in head.get(f"{TOWN}/desk/evidence/").text
    assert expert.post(here(case, "person", "approve/"), {"seen": "0"}).status_code == 404
    stale = head.post(here(case, "person", "approve/"), {"seen": "0"})
    assert (stale.status_code, "Междувременно" in stale.text) == (409, True)
    seen = re.search(r'name="seen" value="(\d+)"', head.get(here(case, "person")).text)
    assert seen
    assert head.post(here(case, "person", "approve/"), {"seen": seen[1]}).status_code == 302
    assert outcomes("person") == ["requested", "approved"]
    assert expert.post(here(case, "person", "ask/"), {"seen": "x"}).status_code == 409


def test_roles_that_may_not_ask_are_told_and_a_village_office_needs_the_person(case: Case, registry: Any) -> None:
    clerk = client_of(official("maria", "Мария Петрова", "clerk", None), is_official=True)
    assert "С Вашата роля не се прави справка" in clerk.get(here(case)).text
    assert clerk.post(here(case, act="ask/"), {"seen": "0"}).status_code == 409
    deputy = client_of(official("ivan", "Иван Колев", "deputy", registry), is_official=True)
    refused = deputy.post(here(case, act="ask/"), {"seen": "0"})
    assert (refused.status_code, "когато лицето присъства" in refused.text) == (409, True)
    assert deputy.post(here(case, act="ask/"), {"seen": "0", "is_present": "on"}).status_code == 302
    assert outcomes("relations") == ["approved"]
    assert the("relations").last.is_present


def test_a_party_a_stranger_and_another_department_find_nothing(case: Case, registry: Any, elena: Account) -> None:
    official("elsewhere", "Петър Стоянов", "expert", open_department("taxes", "Данъци"))
    elsewhere = client_of(Account.objects.get(email="elsewhere@chinar.example"), is_official=True)
    for client in (elsewhere, client_of(elena), Client()):
        for address in (here(case), here(case, act="record/"), f"{TOWN}/desk/registers/queries/"):
            assert client.get(address).status_code in (302, 404)
    own = registered(registry, account=Account.objects.get(email="elsewhere@chinar.example"))
    Evidence.objects.filter(case=case).update(case=own)
    assert elsewhere.get(here(own)).status_code == 404


def test_the_secretary_sees_what_may_have_been_curiosity(case: Case, registry: Any, georgi: Account) -> None:
    secretary = client_of(official("svetla", "Светла Маринова", "secretary", None), is_official=True)
    his = person("Георги", "Николов")
    case.parties.update(person=his)
    one = the("relations")
    facts = {"service": one.service, "operation": one.operation, "ground": GROUND, "oid": "1.2.3"}
    at = case.received_at.replace(day=14)  # a Saturday
    for _ in range(3):
        RegisterQuery.objects.create(case=case, evidence=one, by=georgi, at=at, **facts)
    with costs(16):
        page = secretary.get(f"{TOWN}/desk/registers/queries/").text
    assert page.count("еднаква фамилия") == 4
    assert "извън работно време" in page
    assert secretary.get(f"{TOWN}/desk/registers/queries/?week=2026-01-0x").status_code == 200, "no day: this week"
    assert "През тази седмица няма нищо" in secretary.get(f"{TOWN}/desk/registers/queries/?week=2026-10-05").text


def test_one_tap_tells_the_secretary_and_the_number_is_public(case: Case) -> None:
    cache.clear()
    client = Client()
    client.post(f"{TOWN}/follow/", {"number": case.number, "key": KEY})
    for _ in range(6):
        client.post(f"{TOWN}/follow/{case.number}/paper/")
    assert PaperAsked.objects.count() == 5
    cache.clear()
    with costs(6):
        public = Client().get(f"{TOWN}/papers/").text
    assert "съобщили 5 пъти" in public
    secretary = client_of(official("svetla", "Светла Маринова", "secretary", None), is_official=True)
    listed = secretary.get(f"{TOWN}/desk/registers/papers/").text
    assert listed.count("Проверете случая") == 5
    address = f"{TOWN}/desk/registers/papers/{PaperAsked.objects.first().pk}/"
    assert secretary.post(address, {"finding": ""}).status_code == 200
    assert secretary.post(address, {"finding": "Грешка на гишето."}).status_code == 302
    assert "Междувременно" in secretary.post(address, {"finding": "Друго."}).text
    assert "Грешка на гишето." in secretary.get(f"{TOWN}/desk/registers/papers/").text
    assert Client().post(f"{TOWN}/follow/{case.number}/paper/").status_code == 404


def test_papers_that_nobody_had_to_bring_are_counted_by_month_and_service(case: Case, expert: Client) -> None:
    expert.post(here(case, act="record/"), FINDING)
    expert.post(here(case, "foreign-act", "record/"), {**FINDING, "outcome": "given"})
    page = Client().get(f"{TOWN}/papers/").text
    assert "сама е набавила 1 документ" in page
    assert "11.2026" in page
    assert "Certificate of heirs" in Client().get("/troyan/en/papers/").text


def test_the_operator_sets_the_connection_and_wrong_values_are_named(town: Any) -> None:
    operator = client_of(official("op", "Оператор", "operator", None), is_official=True)
    address = f"{TOWN}/desk/registers/connection/"
    typed = {
        "oid": "2.16.100.1.1.999",
        "name": "Община Троян",
        "address": "https://regix.example/RegiXEntryPointV2.svc/basic",
        "trusted": "",
        "responsible": "kmet",
        "keep_days": "",
        "is_on": "on",
    }
    wrong = {"oid": "2.16.x", "address": "http://regix.example/", "trusted": "abc", "keep_days": "-1"}
    for field, value in wrong.items():
        assert operator.post(address, {**typed, field: value}).status_code == 200
    assert operator.post(address, typed).status_code == 302
    assert operator.post(address, {**typed, "oid": "2.16.100.1.1.998"}).status_code == 302
    page = operator.get(address).text
    assert "2.16.100.1.1.998" in page
    (box,) = re.findall(r'<input[^>]*name="is_on"[^>]*>', page)
    assert 'type="checkbox"' in box
    assert 'value="on"' in box
    assert "checked" in box
    assert "Връзката не може да се използва" in page


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_of_what_waits_costs_the_same_for_one_and_for_many(registry: Any, expert: Client, rows: int) -> None:
    for _ in range(rows):
        case = registered(registry)
        expect(case)
        expert.post(here(case, "person", "ask/"), {"seen": "0"})
    with costs(9):
        assert expert.get(f"{TOWN}/desk/evidence/").text.count("чака втори служител") >= rows


def test_what_was_still_awaited_when_the_matter_ended_is_not_told_as_awaited(
    case: Case, expert: Client, elena: Account
) -> None:
    decide(case)
    official_page = expert.get(f"{TOWN}/desk/cases/{case.number}/").text
    own_page = client_of(elena).get(f"{TOWN}/follow/{case.number}/").text
    for page in (official_page, own_page):
        assert page.count("решена е без това") == 3
        assert "очаква се" not in page
