"""Comments on signals and on answers of the bank: written, confirmed, read, withheld, objected to, answered."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.cases import waiting
from chinar.domain.cases.models import Case, Recusal
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official
from chinar.domain.reports.models import Category, CitizenReport
from chinar.domain.reports.rules import Outcome
from chinar.domain.reports.tests.world import filed, published, settled
from chinar.foundation.conversation import hearing
from chinar.foundation.conversation.actions.commenting import erase_unconfirmed
from chinar.foundation.conversation.actions.moderating import set_rules
from chinar.foundation.conversation.actions.telling import tell_news
from chinar.foundation.conversation.models import Comment, TalkRules
from chinar.foundation.conversation.views import commenting
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account
from chinar.foundation.search.queries import search
from chinar.foundation.territory.models import Municipality

SCRIPT = "\"><script>alert('x')</script>"
DESK = f"{TOWN}/desk/comments"


@pytest.fixture
def report(lamps: Category, georgi: Account) -> CitizenReport:
    made = filed(lamps)
    published(made, georgi)
    return made


def about(report: CitizenReport, key: Any = None) -> str:
    return f"{TOWN}/comments/about/report/{report.case.number}/{key or uuid4()}/"


def say(client: Client, report: CitizenReport, text: str = "И на нашата улица.", **typed: Any) -> Any:
    sent = {"text": text, "name": "", "email": "sasho@chinar.example", "to": "", "send": "1", **typed}
    sent = {name: value for name, value in sent.items() if value is not None}
    return client.post(about(report, sent.pop("key", None)), sent, follow=True)


def page_of(report: CitizenReport, client: Client | None = None, query: str = "") -> str:
    answer: str = (client or Client()).get(f"{TOWN}/signals/{report.case.number}/{query}").text
    return answer


def letter(template: str) -> str:
    found: Message = Message.objects.filter(template=f"conversation/notices/{template}.txt").order_by("-pk")[0]
    return found.text


def own_page(text: str) -> str:
    found = re.search(rf"{TOWN}/comments/own/[0-9a-f-]+/\w+/", text)
    assert found, text
    return found[0]


def test_without_an_account_a_link_confirms_an_official_reads_and_everybody_reads(
    report: CitizenReport, expert: Client, georgi: Account, elena: Account
) -> None:
    assert "Все още никой не е писал" in page_of(report)
    seen = say(Client(), report, send=None, text="Тел. 0888 123 456, Иван Петров. ЕГН 9030261907").text
    assert "Ще скрием" in seen or "Скриваме" in seen
    assert "0888 123 456" in seen.split("<form")[1]
    assert "0888 123 456" not in seen.split("<form")[0]
    assert Comment.objects.count() == 0, "nothing is kept before it is sent"
    key = uuid4()
    for _press in range(2):
        said = say(Client(), report, "Тел. 0888 123 456.", key=key, name="Сашо Колев", shows_name="on").text
        assert "Отворете писмото" in said
    assert (Comment.objects.count(), Message.objects.filter(about_kind="comment_held").count()) == (1, 1)
    assert "Колев" not in letter("comment_confirm")
    page = own_page(letter("comment_confirm"))
    assert "Да, мой е" in Client().get(page).text
    assert Comment.objects.get().confirmed_at is None, "a program that opens links confirms nothing"
    for _press in range(2):
        assert "Чака служител" in Client().post(page, {"confirm": "1"}, follow=True).text
    assert Entry.objects.filter(verb="comment.written").count() == 1
    comment = Comment.objects.get()
    assert "Колев" not in page_of(report)
    queue = expert.get(f"{DESK}/").text
    assert "Тел. 0888 123 456." in queue
    assert "Колев" not in queue, "who wrote it stands on the page of the comment"
    assert "Никой служител" in Client().get(page).text
    assert "Сашо Колев" in expert.get(f"{DESK}/{comment.pk}/").text
    assert georgi.name in Client().get(page).text, "the author sees who saw the name"
    expert.post(f"{DESK}/{comment.pk}/publish/")
    shown = page_of(report)
    assert "Сашо Колев" in shown
    assert "Тел. …" in shown
    assert "0888" not in shown
    assert "вече може да бъде прочетен от всички" in letter("comment_published") or letter("comment_published")
    assert not search("0888").hits
    assert report.case.number not in [hit.key for hit in search("Колев").hits]
    assert "Колев" not in Client().get(f"{TOWN.rsplit('/', 1)[0]}/bg/open311/v2/requests.json").text


def test_with_an_account_at_once_unless_personal_data_or_the_town_says_otherwise(
    report: CitizenReport, elena: Account, clock: Any
) -> None:
    client = client_of(elena)
    assert "Всички го четат от" in say(client, report, "И пред нас не свети.", email="").text
    assert "И пред нас не свети." in page_of(report)
    assert "Жител" in page_of(report), "the name only by choice"
    say(client, report, "Пишете на a@chinar.example", email="")
    assert "chinar.example" not in page_of(report).split("Коментари")[1].split("<form")[0]
    set_rules(reads_first="all", closes_after=3, by=SYSTEM, at=NOW)
    say(client, report, "Трети.", email="")
    assert [row.because for row in Comment.objects.order_by("pk")] == ["", "personal", "town"]
    settled(report, Account.objects.get(email__startswith="georgi"), Outcome.FIXED)
    clock.moment = NOW + timedelta(days=3)
    assert "Напишете коментар" in page_of(report)
    clock.moment = NOW + timedelta(days=4)
    assert "Нови коментари тук вече не се приемат" in page_of(report)
    said = say(client, report, "Късно.", email="").text
    assert "Късно." in said, "nothing typed is lost"
    assert Comment.objects.count() == 3


def test_withheld_with_a_reason_objected_to_and_granted_by_another(
    report: CitizenReport, expert: Client, head: Client, elena: Account, georgi: Account
) -> None:
    author = client_of(elena)
    say(author, report, "Кметът краде.", email="")
    comment = Comment.objects.get()
    at = f"{DESK}/{comment.pk}"
    typed = {"reason": "accusation", "explanation": "Без доказателства.", "seen": "public"}
    assert "Без доказателства" in expert.post(f"{at}/withhold/", {**typed, "reason": ""}).text, "nothing typed is lost"
    assert "Колега" in head.post(f"{at}/withhold/", {**typed, "seen": "waiting"}).text, "not as it was seen"
    expert.post(f"{at}/withhold/", typed)
    second = head.post(f"{at}/withhold/", {**typed, "explanation": "Моите думи."}).text
    assert "Колега" in second, "of two officials one acts"
    assert "Моите думи." in second
    shown = page_of(report)
    assert "Без доказателства." in shown
    assert "краде" not in shown
    page = own_page(letter("comment_withheld"))
    for _press in range(2):
        author.post(page, {"object": "1", "text": "Това е мнение."})
    assert "Възразихте" in author.get(page).text
    assert expert.get(f"{at}/objection/").status_code == 404, "whoever answers for no one decides nothing"
    assert "Това е мнение." in head.get(f"{at}/objection/").text
    head.post(f"{at}/objection/", {"answer": "Прав сте.", "grant": "1"})
    assert "Кметът краде." in page_of(report)
    assert "уважено" in letter("comment_objection")
    assert head.get(f"{at}/objection/").status_code == 404


def test_the_municipality_answers_and_author_and_followers_hear_of_it_once(
    report: CitizenReport, expert: Client, elena: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hearing  # its sort of news is registered
    say(client_of(elena), report, "Кога ще светне?", email="")
    comment = Comment.objects.get()
    Client().post(f"{TOWN}/signals/{report.case.number}/follow/", {"email": "f@chinar.example"})
    confirming = re.search(rf"{TOWN}/conversation/follow/\d+/\w+/", letter("follow_confirm"))
    assert confirming
    Client().post(confirming[0])
    at, key = f"{DESK}/{comment.pk}/", str(uuid4())
    assert "телефонен номер" in expert.post(at, {"text": "Тел. 0888 123 456", "key": key}).text
    for _press in range(2):
        expert.post(at, {"text": f"Утре. {SCRIPT}", "key": key})
    shown = page_of(report)
    assert shown.count("Общината отговаря") == 1
    assert "<script>alert" not in shown
    assert "Утре" not in letter("comment_answered"), "no words of anybody in a letter"
    assert [tell_news(at=NOW) for _round in range(2)] == [1, 0]
    assert "отговори" in letter("comment_news")
    assert "отговорила" in expert.get(f"{DESK}/", {"about": report.case.number}).text
    say(client_of(elena), report, "Благодаря.", email="", to=str(Comment.objects.order_by("-pk")[0].pk))
    assert Comment.objects.order_by("-pk")[0].reply_to == comment, "one level deep"


def test_a_question_in_a_comment_is_registered_once_and_owed_an_answer(
    report: CitizenReport, expert: Client, elena: Account
) -> None:
    say(client_of(elena), report, "Къде се плаща таксата?", email="", name="Елена Димитрова")
    comment = Comment.objects.get()
    for _press in range(2):
        answer = expert.post(f"{DESK}/{comment.pk}/owed/", follow=True).text
    comment.refresh_from_db()
    assert comment.matter in answer
    case = Case.objects.get(kind="enquiry")
    assert (case.number, case.enquiry.question) == (comment.matter, "Къде се плаща таксата?")
    assert case.due_on


def test_floods_strangers_and_hostile_words(
    report: CitizenReport, expert: Client, elena: Account, georgi: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commenting, "MOST_TYPED", "40/h")
    monkeypatch.setattr(commenting, "MOST_SENT", "12/h")
    fields = {"text": SCRIPT, "name": SCRIPT, "shows_name": "on", "to": "<b>1"}
    assert "<script>alert" not in say(Client(), report, **fields, send=None).text
    assert "<script>alert" not in say(Client(), report, **{**fields, "email": SCRIPT}).text
    say(client_of(elena), report, **fields)
    own = Comment.objects.get()
    for client, path in ((Client(), ""), (expert, "desk")):
        seen = (
            page_of(report, client) if not path else expert.get(f"{DESK}/{own.pk}/").text + expert.get(f"{DESK}/").text
        )
        assert "<script>alert" not in seen
        assert "&lt;script&gt;alert" in seen
    for number in range(20):
        last = say(Client(), report, f"Спам {number}", email=f"a{number % 3}@chinar.example")
    assert last.status_code == 429
    assert Comment.objects.unconfirmed().count() <= 9
    for _post in range(40):
        last = say(Client(), report, "Спам отново")
    assert (last.status_code, "Спам отново" in last.text) == (429, True), "what was typed is still there"
    erase_unconfirmed(at=NOW + timedelta(days=8))
    assert list(Comment.objects.all()) == [own]
    assert not Message.objects.filter(about_kind="comment_held").exists()
    for odd in ("comments/about/report/x/", "comments/about/nothing/1/", f"comments/own/{own.key}/{'0' * 32}/"):
        assert Client().get(f"{TOWN}/{odd}").status_code == 404
    assert client_of(elena).get(f"{DESK}/{own.pk}/").status_code == 404
    for odd in ("?after=x", "?after=" + "9" * 30, "?order=<i>", "?after=-1"):
        assert page_of(report, query=odd)
    Recusal.objects.create(case=report.case, account=georgi, at=NOW)
    for path in ("", "publish/", "withhold/", "owed/"):
        assert expert.post(f"{DESK}/{own.pk}/{path}").status_code == 404
    assert "alert" not in expert.get(f"{DESK}/").text, "who is kept away meets it in no list"
    other = Municipality.objects.create(slug="lovech", name="Ловеч", name_en="Lovech", code="LOV18", is_active=True)
    with scoped(other.pk):
        assert Comment.objects.count() == 0


def test_what_accuses_somebody_is_not_talked_about(lamps: Category, svetla: Account) -> None:
    secret = filed(lamps, against="official", against_whom="Иван", key="7KQ2M9XD4TRB0HWF")
    published(secret, svetla)
    assert "Коментари" not in page_of(secret)
    assert say(Client(), secret).status_code == 404


def test_pages_cost_the_same_with_none_and_with_two_hundred(
    report: CitizenReport, expert: Client, georgi: Account, elena: Account, django_assert_max_num_queries: Any
) -> None:
    settled(report, georgi, Outcome.FIXED)
    with django_assert_max_num_queries(10):
        page_of(report)
    facts = {"subject_kind": "report", "subject": report.case.number, "written_at": NOW, "confirmed_at": NOW}
    rows = [Comment(**facts, key=uuid4(), text="а", wording=f"Дума {n}", published_at=NOW) for n in range(200)]
    Comment.objects.bulk_create(rows)
    Comment.objects.bulk_create([Comment(**facts, key=uuid4(), text="чака", because="town") for _ in range(60)])
    first = Comment.objects.earliest("pk")
    Comment.objects.bulk_create(
        [Comment(**facts, key=uuid4(), wording="отговор", published_at=NOW, reply_to=first) for _ in range(30)]
    )
    for query in ("", "?order=oldest", f"?after={first.pk + 100}"):
        with django_assert_max_num_queries(10):
            assert "Дума" in page_of(report, query=query)
    read, address = 0, "?order=oldest"
    while address:
        shown = page_of(report, query=address)
        read += len(set(re.findall(r"Дума \d+", shown)))
        following = re.search(r'rel="next" href="([^"#]+)', shown)
        address = following[1].replace("&amp;", "&") if following else ""
    assert read == 200
    with django_assert_max_num_queries(12):
        assert expert.get(f"{DESK}/").status_code == 200
    lines = waiting.lines(georgi, on=NOW.date(), only="comments")
    assert len(lines) == 60
    assert Case.objects.count() == 1


def test_the_town_sets_its_rules(lamps: Category, head: Client, expert: Client) -> None:
    at = f"{DESK}/rules/"
    assert expert.get(at).status_code == 404
    assert "closes_after" in head.post(at, {"reads_first": "all", "closes_after": "-1"}).text
    head.post(at, {"reads_first": "all", "closes_after": "30"})
    assert TalkRules.objects.values_list("reads_first", "closes_after").get() == ("all", 30)
    assert official
