"""What everybody may read of a signal: previewed, worded, taken away with a reason, objected to; and by whom."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department
from chinar.domain.reports.actions.publishing import withhold_report
from chinar.domain.reports.kinds import destroy
from chinar.domain.reports.models import CitizenReport, PublicWording
from chinar.domain.reports.tests.world import TEXT, TYPED, filed, picture, published, settled
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.models import Entry
from chinar.foundation.moderation.models import Objection, ObjectionDecision, Withholding
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account

WORDING = {"text": "Лампата не свети.", "place": "", "answer": ""}


@pytest.fixture
def report(lamps: Any) -> CitizenReport:
    return filed(lamps)


def page(report: CitizenReport, name: str) -> str:
    return f"{TOWN}/desk/cases/{report.case.number}/public-wording/{name}"


def shown(report: CitizenReport, client: Client | None = None) -> str:
    text: str = (client or Client()).get(f"{TOWN}/signals/{report.case.number}/").text
    return text


def opened(report: CitizenReport) -> Client:
    client = Client()
    client.post(f"{TOWN}/follow/", {"number": report.case.number, "key": report.case.key})
    return client


def hidden(answer: Any, name: str = "seen") -> str:
    value: str = answer.text.split(f'name="{name}" value="')[1].split('"')[0]
    return value


def withheld_by(report: CitizenReport, account: Account, reason: str = "insult") -> Withholding:
    return withhold_report(report, reason=reason, by=Actor(account.pk, "official"), at=NOW)


def test_the_author_sees_before_sending_what_everybody_will_read(lamps: Any, client: Client) -> None:
    words = "Иван Петров от съседния вход паркира кола ОВ 1234 АВ на ул. „Васил Левски“, тел. 0888 123 456."
    typed = {**TYPED, "text": words, "place": "до Мария Стоянова"}
    seen = client.post(f"{TOWN}/signals/new/lamps/{uuid4()}/", typed).text
    public = seen.split("Какво ще виждат всички")[1].split("<form")[0]
    assert "0888" not in public
    assert "1234" not in public
    assert "телефонен номер, номер на превозно средство" in public
    assert "Иван Петров, Мария Стоянова" in public
    assert "Името Ви не се показва" in public
    assert TYPED["email"] not in public
    seen = client.post(f"{TOWN}/signals/new/lamps/{uuid4()}/", {**typed, "shows_name": "on"}).text
    assert "Името Ви, защото го пожелахте: Радост Милева" in seen
    accusing = {**typed, "against": "mayor", "settlement": ""}
    seen = client.post(f"{TOWN}/signals/new/lamps/{uuid4()}/", accusing).text
    assert "сигнал срещу някого не е публичен" in seen


def test_taken_down_with_a_reason_objected_to_without_an_account_and_granted_by_another(
    report: CitizenReport, head: Client, svetla: Account, nadezhda: Account
) -> None:
    published(report, nadezhda)
    assert "govuk-error-summary" in head.post(page(report, "withhold/"), {"reason": ""}).text
    named = {"reason": "insult", "explanation": "обидата е към тел. 0888 123 456"}
    assert "govuk-error-summary" in head.post(page(report, "withhold/"), named).text
    form = head.get(page(report, "withhold/"))
    head.post(page(report, "withhold/"), {"reason": "insult", "explanation": "Обръщение.", "seen": hidden(form)})
    everybody = shown(report)
    assert TEXT not in everybody
    assert "Обижда или заплашва някого. <span" in everybody
    assert "Обръщение." in everybody
    told = Message.objects.get(template="reports/notices/withheld.txt")
    assert "Обижда или заплашва някого" in told.text
    assert TEXT not in told.text
    assert "Обръщение" not in told.text, "a letter by e-mail is an open card"
    author = opened(report)
    following = f"{TOWN}/follow/{report.case.number}/"
    assert f"{following}objection/" in author.get(following).text
    assert "govuk-error-summary" in author.post(f"{following}objection/", {"text": ""}).text
    assert Client().post(f"{TOWN}/follow/{report.case.number}/objection/", {"text": "x"}).status_code == 404
    for _press in range(2):
        author.post(f"{following}objection/", {"text": "Никого не съм обидила."})
    assert Objection.objects.count() == 1
    secretary, deciding = client_of(svetla, is_official=True), page(report, "objection/")
    assert "Вие сте го скрили" in head.get(deciding).text
    head.post(deciding, {"answer": "не", "grant": "1"})
    assert not ObjectionDecision.objects.exists(), "nobody decides of their own act"
    assert "Никого не съм обидила." in secretary.get(deciding).text
    assert "govuk-error-summary" in secretary.post(deciding, {"answer": "", "grant": "1"}).text
    secretary.post(deciding, {"answer": "Права сте.", "grant": "1"})
    assert TEXT in shown(report), "as it was worded"
    assert "Права сте." in author.get(following).text
    assert secretary.post(deciding, {"answer": "Не.", "refuse": "1"}).status_code == 404
    verbs = ["moderation.taken_down", "moderation.objected", "moderation.objection_granted"]
    entries = Entry.objects.filter(verb__startswith="moderation").order_by("pk")
    assert list(entries.values_list("verb", flat=True)) == verbs


def test_what_is_left_unpublished_says_so_and_a_refused_objection_leaves_it_so(
    report: CitizenReport, expert: Client, svetla: Account
) -> None:
    expert.post(page(report, "withhold/"), {"reason": "private"})
    assert "Думите на този сигнал не са публикувани" in shown(report)
    author = opened(report)
    author.post(f"{TOWN}/follow/{report.case.number}/objection/", {"text": "Засяга всички."})
    secretary = client_of(svetla, is_official=True)
    secretary.post(page(report, "objection/"), {"answer": "Засяга само Вас.", "refuse": "1"})
    seen = author.get(f"{TOWN}/follow/{report.case.number}/").text
    assert "Засяга само Вас." in seen
    assert "Думите на този сигнал не са публикувани" in shown(report)
    assert Message.objects.filter(template="reports/notices/objection_decided.txt").count() == 1
    expert.post(page(report, ""), {**WORDING, "publish": "1"})
    assert "Лампата не свети." in shown(report), "published after all, nothing stands against it"
    assert not Withholding.objects.standing().exists()


def test_two_moderators_at_once_one_wins_and_the_other_loses_no_word(
    report: CitizenReport, expert: Client, head: Client
) -> None:
    mine, theirs = hidden(expert.get(page(report, ""))), hidden(head.get(page(report, "")))
    assert mine == theirs
    expert.post(page(report, ""), {**WORDING, "seen": mine, "publish": "1"})
    late = head.post(page(report, ""), {**WORDING, "text": "Тъмно е.", "seen": theirs, "publish": "1"})
    assert "Междувременно колега" in late.text
    assert "Тъмно е." in late.text
    assert "Лампата не свети." in late.text, "what everybody reads now stands beside"
    assert PublicWording.objects.get().text == "Лампата не свети."
    gone = head.post(page(report, "withhold/"), {"reason": "insult", "explanation": "Виж.", "seen": theirs})
    assert "Междувременно колега" in gone.text
    assert "Виж." in gone.text
    assert not Withholding.objects.exists()
    head.post(page(report, ""), {**WORDING, "text": "Тъмно е.", "seen": hidden(late), "publish": "1"})
    assert "Тъмно е." in shown(report)


def test_an_accusing_signal_that_was_public_leaves_only_its_tombstone(
    lamps: Any, hall: Any, svetla: Account, client: Client
) -> None:
    report = filed(lamps, against="mayor", settlement=None)
    assert client.get(f"{TOWN}/signals/{report.case.number}/").status_code == 404
    published(report, svetla)
    withheld_by(report, svetla, "accusation")
    seen = shown(report, client)
    assert "Обвинява някого в нещо, което не е доказано" in seen
    assert TEXT not in seen
    assert "Улично осветление" not in seen
    assert report.case.number not in client.get(f"{TOWN}/signals/").text


def test_the_queue_says_why_each_waits_and_shows_nobody_what_is_kept_from_them(
    lamps: Any, hall: Any, georgi: Account, svetla: Account, expert: Client, django_assert_max_num_queries: Any
) -> None:
    fresh = filed(lamps, text="Иван Петров с тел. 0888 123 456 я счупи.", shows_name=True)
    answered, done, secret = filed(lamps), filed(lamps), filed(lamps)
    filed(lamps, against="official", against_whom="някой")
    published(answered, georgi)
    settled(answered, georgi)
    published(done, georgi, answer="Сменихме я.")
    recuse(secret.case, accounts={georgi.pk}, by=SYSTEM, at=NOW)
    kept = withheld_by(filed(lamps), svetla)
    with django_assert_max_num_queries(12):
        seen = expert.get(f"{TOWN}/desk/signals/publishing/").text
    queue = seen.split("<tbody")[1].split("</tbody>")[0]
    assert fresh.case.number in queue
    assert "телефонен номер" in queue
    assert "Иван Петров" in queue
    assert answered.case.number in queue
    assert "отговорът не е публикуван" in queue
    assert all(one not in queue for one in (done.case.number, kept.subject))
    assert kept.subject in seen.split("</tbody>")[1]
    assert secret.case.number not in seen
    assert Entry.objects.get(verb="signal.queue_read").ids == [fresh.case_id, answered.case_id]
    other = official("todor", "Тодор Ванев", "expert", open_department("taxes", "Местни данъци"))
    assert fresh.case.number not in client_of(other, is_official=True).get(f"{TOWN}/desk/signals/publishing/").text


def test_the_author_sees_which_officials_opened_it(report: CitizenReport, expert: Client, georgi: Account) -> None:
    author, address = opened(report), f"{TOWN}/follow/{report.case.number}/readers/"
    assert georgi.name not in author.get(address).text
    for _time in range(2):
        expert.get(f"{TOWN}/desk/cases/{report.case.number}/")
    seen = author.get(address).text
    assert georgi.name in seen.split("<tbody")[1]
    assert "radost@" not in seen
    assert Client().get(address).status_code == 404


def test_the_town_may_promise_when_an_objection_is_decided(
    report: CitizenReport, head: Client, georgi: Account
) -> None:
    address = f"{TOWN}/desk/signals/settings/objections/"
    assert "govuk-error-summary" in head.post(address, {"days": "0"}).text
    head.post(address, {"days": "5"})
    assert "Нито един закон, който знаем" in head.get(f"{TOWN}/desk/signals/settings/").text
    withheld_by(report, georgi)
    opened(report).post(f"{TOWN}/follow/{report.case.number}/objection/", {"text": "Несправедливо е."})
    assert str(Objection.objects.get().due_on) == "2026-11-23"
    head.post(address, {"days": ""})
    assert Message.objects.filter(template="reports/notices/withheld.txt").count() == 1


def test_what_was_kept_long_enough_takes_the_objection_along(
    report: CitizenReport, georgi: Account, nadezhda: Account
) -> None:
    withheld = withheld_by(report, georgi)
    Objection.objects.create(withholding=withheld, text="Моля.", at=NOW)
    erasure = Erasure.objects.create(
        subject=report.case.number, ground="5 години", at=NOW, first_by=georgi, second_by=nadezhda
    )
    destroy(report.case, erasure)
    assert Objection.objects.get().text == ""


HOSTILE = [
    '<script>alert("1")</script>',
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% debug %}",
    "'; drop table reports_citizenreport; --",
    "\u202eобърнато\u0007",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(lamps: Any, client: Client, expert: Client, georgi: Account, words: str) -> None:
    """In every field of the author and of the official, on every page that shows them."""
    typed = {**TYPED, "text": words, "place": words, "name": words, "shows_name": "on", "longitude": words}
    checked = client.post(f"{TOWN}/signals/new/lamps/{uuid4()}/", typed)
    report = filed(lamps, text=words, place=words, name=words, shows_name=True)
    published(report, georgi, place=words, answer=words, shows_point=True)
    pages = [checked.text, shown(report), expert.get(page(report, "")).text]
    pages += [client.get(f"{TOWN}/signals/").text, client.get(f"{TOWN}/signals/", {"text": words}).text]
    pages += [client.get(f"{TOWN}/signals/newest.geojson", {"bbox": words, "category": words}).text]
    pages += [expert.get(f"{TOWN}/desk/waiting/", {"only": words, "show": words}).text]
    expert.post(page(report, "withhold/"), {"reason": "insult", "explanation": words})
    pages += [shown(report), expert.get(f"{TOWN}/desk/signals/publishing/").text]
    author = opened(report)
    author.post(f"{TOWN}/follow/{report.case.number}/objection/", {"text": words})
    pages += [author.get(f"{TOWN}/follow/{report.case.number}/").text]
    for text in pages:
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "49" not in text or "{{ 7*7 }}" not in words or "7*7" in text


@pytest.mark.parametrize(
    ("photo", "why"),
    [
        (b"\xff\xd8" + b"0" * (40 * 1024 * 1024), "по-голяма от 10 MB"),
        (b"GIF89a/*<script>*/", "не е снимка"),
        (b"%PDF-1.4 \xff\xd8\xff", "не е снимка"),
        (b"PK\x03\x04\xff\xd8", "не е снимка"),
    ],
    ids=["40 MB", "polyglot", "pdf", "zip"],
)
def test_files_that_are_no_photo_are_refused_and_the_words_stay(
    lamps: Any, client: Client, photo: bytes, why: str
) -> None:
    came = picture()
    came.file.seek(0)
    came.file.truncate()
    came.file.write(photo)
    came.file.seek(0)
    came.size = len(photo)
    answer = client.post(f"{TOWN}/signals/new/lamps/{uuid4()}/", {**TYPED, "photos": came})
    assert why in answer.text
    assert TEXT in answer.text


def test_a_personal_number_reaches_no_title_and_no_public_page(
    lamps: Any, georgi: Account, expert: Client, client: Client
) -> None:
    report = filed(lamps, text="ЕГН 9030261907 не свети", place="ЕГН 9030261907")
    assert "9030261907" not in report.title
    for path in ("signals/", f"signals/{report.case.number}/", "desk/waiting/", "desk/cases/"):
        assert "9030261907" not in expert.get(f"{TOWN}/{path}").text, path
    refused = expert.post(page(report, ""), {**WORDING, "text": "ЕГН 9030261907", "publish": "1"})
    assert "govuk-error-summary" in refused.text
    assert not PublicWording.objects.exists()
