"""Officials settle, publish, order work, reopen; and who may not."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.cases.actions.assigning import give, resolve
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.actions.relating import convert, merge, relate
from chinar.domain.cases.models import Case, Recusal
from chinar.domain.cases.tests.pages import hidden
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department, sofia
from chinar.domain.cases.waiting import counts, lines
from chinar.domain.cases.watching.round import watch
from chinar.domain.reports.access import digest_of
from chinar.domain.reports.actions.feedback import give_feedback
from chinar.domain.reports.actions.filing import join_report, let_photos_wait
from chinar.domain.reports.actions.publishing import HoldsPersonalData
from chinar.domain.reports.actions.settling import BlamedOrAuthor, settle
from chinar.domain.reports.actions.working import Work, answer_work, order_work
from chinar.domain.reports.kinds import destroy
from chinar.domain.reports.models import (
    AnswerTemplate,
    CitizenReport,
    Feedback,
    Photo,
    PublicWording,
    Reclassification,
    Remark,
    Resolution,
    WorkOrder,
)
from chinar.domain.reports.queries import supporters_of
from chinar.domain.reports.rules import Outcome
from chinar.domain.reports.talking import SIGNAL
from chinar.domain.reports.tests.world import TEXT, TYPED, category, filed, picture, published, send, settled
from chinar.foundation.conversation.actions.commenting import NewComment, write
from chinar.foundation.conversation.models import Comment, Support
from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account

ANSWER = "Сменихме лампата на 16 ноември."


@pytest.fixture
def report(lamps: Any) -> CitizenReport:
    return filed(lamps)


def page(report: CitizenReport, name: str) -> str:
    return f"{TOWN}/desk/cases/{report.case.number}/{name}/"


def opened(report: CitizenReport) -> Client:
    """Whoever has number and key."""
    client = Client()
    client.post(f"{TOWN}/follow/", {"number": report.case.number, "key": report.case.key})
    return client


def test_an_expert_drafts_then_settles_with_proof(report: CitizenReport, expert: Client) -> None:
    expert.post(page(report, "settle"), {"text": "започнато", "draft": "1"})
    begun = expert.get(page(report, "settle")).text
    assert "започнато" in begun
    typed = {"outcome": "fixed", "text": ANSWER, "send": "1", **hidden(begun)}
    refused = expert.post(page(report, "settle"), typed)
    assert "govuk-error-summary" in refused.text
    assert ANSWER in refused.text
    assert Case.objects.get().is_open
    expert.post(page(report, "settle"), {**typed, "photo": picture()})
    case = Case.objects.get()
    assert (case.phase, case.state, case.outcome) == ("closed", "settled", "fixed")
    assert Resolution.objects.get().proof_photo.moment == Photo.Moment.AFTER
    followed = opened(report).get(f"{TOWN}/follow/{case.number}/").text
    assert ANSWER in followed
    assert "приключени" not in followed, "one signal is not many"
    assert expert.get(f"{TOWN}/desk/cases/{case.number}/").status_code == 200


def test_planned_needs_a_day_ahead_and_a_template_begins_the_answer(report: CitizenReport, expert: Client) -> None:
    row = AnswerTemplate.objects.create(outcome="planned", name="Пролетта", text="Ще асфалтираме през пролетта.")
    begun = expert.get(page(report, "settle"), {"template": row.pk}).text
    assert "Ще асфалтираме" in begun
    day = {"planned_on-day": "16", "planned_on-month": "11", "planned_on-year": "2026"}
    typed = {"outcome": "planned", "text": ANSWER, "send": "1"}
    for wrong in ({}, day):
        assert "govuk-error-summary" in expert.post(page(report, "settle"), {**typed, **wrong}).text
    assert expert.post(page(report, "settle"), {**typed, **day, "planned_on-year": "2027"}).status_code == 302
    assert Resolution.objects.get().planned_on == date(2027, 11, 16)


def test_nobody_settles_their_own_or_one_against_them(
    lamps: Any, svetla: Account, georgi: Account, nadezhda: Account
) -> None:
    """АПК чл. 113: invisible to the one it is against, routed past their department."""
    against = filed(lamps, against="official", against_whom="георги  николов")
    assert against.case.department.kind == "town_hall"
    head = client_of(svetla, is_official=True)
    blamed = client_of(georgi, is_official=True)
    number = against.case.number
    for path in (f"desk/cases/{number}/", f"desk/cases/{number}/settle/", f"desk/cases/{number}/accused/"):
        assert blamed.get(f"{TOWN}/{path}").status_code == 404
        assert head.get(f"{TOWN}/{path}").status_code == 200
    assert number not in blamed.get(f"{TOWN}/desk/cases/").text
    assert number in head.get(f"{TOWN}/desk/cases/").text
    with pytest.raises(BlamedOrAuthor):
        settle(against, outcome=Outcome.REFUSED, text="x", by=Actor(georgi.pk, "official"), at=NOW)
    assert Client().get(f"{TOWN}/signals/{number}/").status_code == 404
    assert number not in Client().get(f"{TOWN}/signals/").text


def test_against_the_secretary_the_mayor_decides(lamps: Any, svetla: Account) -> None:
    mayor = official("mayor", "Кмет Кметов", "mayor")
    secret = filed(lamps, against="secretary", settlement=None)
    path = f"{TOWN}/desk/cases/{secret.case.number}/"
    assert client_of(svetla, is_official=True).get(path).status_code == 404
    assert client_of(mayor, is_official=True).get(f"{path}settle/").status_code == 200
    other = filed(lamps, against="mayor", settlement=None)
    path = f"{TOWN}/desk/cases/{other.case.number}/"
    assert client_of(mayor, is_official=True).get(path).status_code == 404
    assert client_of(svetla, is_official=True).get(path).status_code == 200


def test_an_unnamed_official_is_named_by_the_secretary(lamps: Any, svetla: Account, georgi: Account) -> None:
    clerk = official("maria", "Мария Петрова", "clerk")
    secret = filed(lamps, against="official", against_whom="онзи от гишето")
    path = f"{TOWN}/desk/cases/{secret.case.number}/"
    wide = client_of(clerk, is_official=True)
    assert wide.get(path).status_code == 404, "until somebody says who is meant, nobody else sees it"
    head = client_of(svetla, is_official=True)
    assert head.post(f"{path}accused/", {"accounts": [georgi.pk]}).status_code == 302
    assert wide.get(path).status_code == 200
    assert set(Recusal.objects.standing().values_list("account_id", flat=True)) == {georgi.pk}
    rada = official("rada", "Рада Радева", "expert")
    give(secret.case, to=rada, by=SYSTEM, at=NOW)
    assert head.post(f"{path}accused/", {"accounts": [georgi.pk, rada.pk]}).status_code == 302
    assert Case.objects.get(pk=secret.case.pk).handler is None, "nobody has a signal against themselves in hand"


def test_the_one_it_is_against_meets_it_nowhere_else(lamps: Any, svetla: Account) -> None:
    """Neither in the register of resolutions, nor in the journal, nor beside another matter, nor as another kind."""
    mayor, rada = official("mayor", "Кмет Кметов", "mayor"), official("rada", "Рада Радева", "expert")
    secret, plain = filed(lamps, against="secretary", settlement=None), filed(lamps, text="Тъмно е.")
    resolve(secret.case, to=rada, expected="Проверете", by=Actor(mayor.pk, "official"), at=NOW)
    relate(plain.case, other=secret.case, reason="Същият случай", by=SYSTEM, at=NOW)
    pages = [f"{TOWN}/desk/{path}" for path in ("resolutions/", "journal/", f"cases/{plain.case.number}/")]
    blamed, decides = client_of(svetla, is_official=True), client_of(mayor, is_official=True)
    for path in pages:
        assert secret.case.number in decides.get(path).text
        assert secret.case.number not in blamed.get(path).text, path
    enquiry = convert(secret.case, to="enquiry", reason="Само пита", by=Actor(mayor.pk, "official"), at=NOW)
    assert blamed.get(f"{TOWN}/desk/cases/{enquiry.number}/").status_code == 404
    assert decides.get(f"{TOWN}/desk/cases/{enquiry.number}/").status_code == 200
    assert enquiry.number not in blamed.get(f"{TOWN}/desk/journal/").text


@pytest.mark.parametrize(
    "name", ["settle", "remark", "reclassify", "public-wording", "public-wording/withhold", "work", "reopening"]
)
def test_another_department_the_author_and_strangers_find_nothing(
    report: CitizenReport, elena: Account, name: str
) -> None:
    other = official("todor", "Тодор Ванев", "expert", open_department("taxes", "Местни данъци"))
    for client in (client_of(other, is_official=True), client_of(elena)):
        assert client.post(page(report, name), {"text": "x"}).status_code == 404
    assert Client().post(page(report, name)).status_code == 302


def test_remarks_for_officials_stay_inside_and_the_author_reads_the_others(
    report: CitizenReport, expert: Client
) -> None:
    expert.post(page(report, "remark"), {"reader": "officials", "text": "вътрешна бележка"})
    expert.post(page(report, "remark"), {"reader": "author", "text": "Коя точно лампа?"})
    seen = opened(report).get(f"{TOWN}/follow/{report.case.number}/").text
    assert "Коя точно лампа?" in seen
    assert "вътрешна бележка" not in seen
    assert Remark.objects.count() == 2
    assert "вътрешна бележка" in expert.get(f"{TOWN}/desk/cases/{report.case.number}/").text


def test_class_and_topic_change_apart_and_with_a_reason(report: CitizenReport, registry: Any, expert: Client) -> None:
    roads = category(department=registry, code="roads", name="Пътища", name_en="Roads")
    typed = {"legal_class": "proposal", "category": "roads", "reason": "Иска нова лампа"}
    assert "govuk-error-summary" in expert.post(page(report, "reclassify"), {**typed, "reason": ""}).text
    expert.post(page(report, "reclassify"), typed)
    now, row = CitizenReport.objects.get(), Reclassification.objects.get()
    assert (now.legal_class, now.category) == ("proposal", roads)
    assert (row.was_class, row.became_class, row.was_category.code) == ("signal", "proposal", "lamps")
    assert (now.case.legal_period, now.case.subject, now.case.due_on) == ("proposal", "roads", report.case.due_on)
    assert now.promise_on == report.promise_on


def test_a_question_becomes_an_enquiry_under_the_same_key(report: CitizenReport, expert: Client) -> None:
    new = convert(report.case, to="enquiry", reason="Пита кога ще дойдат", by=SYSTEM, at=NOW)
    assert (new.kind, new.key, str(new.due_on)) == ("enquiry", report.case.key, "2026-11-23")
    assert TEXT in opened(report).get(f"{TOWN}/follow/{report.case.number}/", follow=True).text


def test_what_is_published_is_masked_previewed_and_can_be_withdrawn(lamps: Any, expert: Client) -> None:
    sent = Client()
    key = uuid4()
    sent.post(f"{TOWN}/signals/new/lamps/{key}/", {**TYPED, "photos": picture()})
    send(sent, key, text="Обадете ми се на 0888 123 456, кола ОВ 1234 АВ.", shows_name="on")
    report = CitizenReport.objects.select_related("case").get()
    begun = expert.get(page(report, "public-wording")).text
    textarea = begun.split('name="text"')[1].split("</textarea>")[0]
    assert "0888" not in textarea
    assert "1234" not in textarea
    typed = {"text": "Лампата не свети.", "place": "до читалището", "answer": ""}
    refused = expert.post(page(report, "public-wording"), {**typed, "text": "тел. 0888 123 456", "publish": "1"})
    assert "govuk-error-summary" in refused.text
    assert not PublicWording.objects.exists()
    assert "Така ще се чете" in expert.post(page(report, "public-wording"), {**typed, "look": "1"}).text
    photo = Photo.objects.get()
    expert.post(page(report, "public-wording"), {**typed, "photos": [photo.pk], "publish": "1"})
    visitor = Client()
    shown = visitor.get(f"{TOWN}/signals/{report.case.number}/").text
    assert "Лампата не свети." in shown
    assert "Радост Милева" in shown, "the author wished it"
    assert "radost@" not in shown
    assert visitor.get(f"{TOWN}/signals/photos/{photo.pk}/")["Content-Type"] == "image/jpeg"
    expert.post(page(report, "public-wording/withhold"), {"reason": "mistake"})
    assert "Лампата не свети." not in visitor.get(f"{TOWN}/signals/{report.case.number}/").text
    assert visitor.get(f"{TOWN}/signals/photos/{photo.pk}/").status_code == 404


def test_the_action_itself_refuses_personal_data(report: CitizenReport, georgi: Account) -> None:
    with pytest.raises(HoldsPersonalData):
        published(report, georgi, place="ЕГН 9030261907")


def test_joined_signals_keep_both_numbers_and_all_who_joined(lamps: Any, elena: Account, georgi: Account) -> None:
    first, second = filed(lamps), filed(lamps)
    for report, account in ((first, None), (second, None), (second, elena)):
        join_report(report, key=uuid4(), account=account, by=VISITOR, at=NOW)
    merge(second.case, other=first.case, reason="същата лампа", by=Actor(georgi.pk, "official"), at=NOW)
    assert supporters_of([first]) == {first.pk: 4}, "three who joined, and who filed the second"
    assert first.case.number in Client().get(f"{TOWN}/signals/{second.case.number}/").text
    assert opened(second).get(f"{TOWN}/follow/{second.case.number}/").status_code == 200


def test_a_crew_answers_once_by_its_link_and_closes_nothing(report: CitizenReport, expert: Client) -> None:
    until = {"until_on-day": "20", "until_on-month": "11", "until_on-year": "2026"}
    typed = {"party": "firm", "name": "„Осветление“ ООД", "task": "Сменете лампата до читалището", **until}
    refused = expert.post(page(report, "work"), {**typed, "task": "Питайте Радост, 0888 123 456"})
    assert "govuk-error-summary" in refused.text
    form = expert.get(page(report, "work")).text
    typed["key"] = form.split('name="key"')[1].split('value="')[1].split('"')[0]
    assert "govuk-error-summary" in expert.post(page(report, "work"), {**typed, "key": "easy to guess"}).text
    for _press in range(2):
        given = expert.post(page(report, "work"), typed).text
    link = given.split("/signals/work/")[1].split("/")[0]
    assert Entry.objects.get(verb="signal.work_ordered").facts == {"party": "firm"}, "no typed name in the journal"
    assert WorkOrder.objects.count() == 1, "a double press orders once and shows the link all the same"
    assert Case.objects.get().state == "ordered"
    crew, path = Client(), f"{TOWN}/signals/work/{link}/"
    seen = crew.get(path).text
    assert "Сменете лампата" in seen
    assert "На кого се възлага" in seen
    assert "Радост" not in seen
    assert "govuk-error-summary" in crew.post(path, {"answer": "", "cost": "x"}).text
    crew.post(path, {"answer": "Сменена", "cost": "12,50", "photo": picture()})
    crew.post(path, {"answer": "Втори път"})
    order = WorkOrder.objects.get()
    assert (order.answer, order.cost_cents, order.photo.moment) == ("Сменена", 1250, "after")
    assert Case.objects.get().is_open
    again = expert.post(page(report, f"work/{order.pk}"), {"answer": "моят текст"})
    assert "моят текст" in again.text
    assert Client().get(f"{TOWN}/signals/work/no-such-key/").status_code == 404
    expert.post(page(report, "settle"), {"outcome": "fixed", "text": ANSWER, "send": "1"})
    assert Resolution.objects.get().proof_photo == order.photo, "the crew's photo is the proof"


def test_the_author_asks_and_the_head_decides(report: CitizenReport, georgi: Account, head: Client) -> None:
    author, path = opened(report), f"{TOWN}/follow/{report.case.number}/feedback/"
    assert author.get(path).status_code == 404, "it is not settled yet"
    settled(report, georgi)
    assert Client().get(path).status_code == 404
    assert "govuk-error-summary" in author.post(path, {"answer": "reopen", "text": ""}).text
    for _press in range(2):
        assert author.post(path, {"answer": "reopen", "text": "Пак не свети"}).status_code == 302
    assert Feedback.objects.get().waits
    assert "Пак не свети" in head.get(f"{TOWN}/desk/cases/{report.case.number}/").text
    head.post(page(report, "reopening"), {"reason": "Ще проверим пак", "open": "1"})
    case, feedback = Case.objects.get(), Feedback.objects.get()
    assert (case.is_open, case.state, feedback.was_reopened) == (True, "in_progress", True)
    assert "Ще проверим пак" in author.get(f"{TOWN}/follow/{report.case.number}/").text
    settled(CitizenReport.objects.select_related("case").get(), georgi)
    assert author.post(path, {"answer": "content", "text": ""}).status_code == 302
    assert Resolution.objects.count() == 2


def test_the_wish_can_be_declined_with_words(report: CitizenReport, georgi: Account, head: Client) -> None:
    settled(report, georgi)
    opened(report).post(f"{TOWN}/follow/{report.case.number}/feedback/", {"answer": "reopen", "text": "не"})
    assert "govuk-error-summary" in head.post(page(report, "reopening"), {"reason": "", "leave": "1"}).text
    head.post(page(report, "reopening"), {"reason": "Проверихме, свети", "leave": "1"})
    assert not Case.objects.get().is_open
    assert Feedback.objects.get().was_reopened is False


def test_work_that_is_late_waits_for_us_and_who_is_kept_away_meets_it_nowhere(
    report: CitizenReport, georgi: Account
) -> None:
    by, today = Actor(georgi.pk, "official"), NOW.date()
    for digest, day in (("1", today - timedelta(days=1)), ("2", today)):
        work = Work(party="body", name="ВиК", task=TEXT, until_on=day)
        order_work(report, work, link_digest=digest, by=by, at=NOW)
    (line,) = lines(georgi, on=today, only="work")
    assert (line.ref, line.due_on) == (report.case.number, today - timedelta(days=1))
    assert {source.code: n for source, n in counts(georgi, on=today, mine=True).items()}["work"] == 1
    recuse(report.case, accounts=[georgi.pk], by=SYSTEM, at=NOW)
    assert not lines(georgi, on=today, only="work")


def test_after_its_term_of_keeping_nothing_of_the_author_is_left(
    lamps: Any, georgi: Account, nadezhda: Account
) -> None:
    key = uuid4()
    let_photos_wait(key, [b"picture"], at=NOW)
    report = filed(lamps, idempotency_key=key, point=(24.7, 42.8), place="до тях", shows_name=True)
    published(report, georgi, photos=[Photo.objects.get().pk])
    join_report(report, key=uuid4(), account=nadezhda, by=VISITOR, at=NOW)
    said = NewComment(uuid4(), report.case.number, "И у нас.", name="Надежда", shows_name=True, account=nadezhda)
    write(SIGNAL, said, by=VISITOR, at=NOW)
    work = Work(party="crew", name="Бригада", task=TEXT, until_on=NOW.date())
    for digest in ("1", "2"):
        order = order_work(report, work, link_digest=digest, by=Actor(georgi.pk, "official"), at=NOW)
    answer_work(order, answer="Говорих с Радост.", cost_cents=100, by=VISITOR, at=NOW)
    settled(report, georgi)
    give_feedback(report, is_content=False, wants_reopening=False, text="не", by=VISITOR, at=NOW)
    erasure = Erasure.objects.create(
        subject=report.case.number, ground="5 години", at=NOW, first_by=georgi, second_by=nadezhda
    )
    destroy(report.case, erasure)
    now = CitizenReport.objects.get()
    assert (now.text, now.place, now.author_name, now.author_email, now.point) == ("", "", "", "", None)
    assert (Resolution.objects.get().text, Feedback.objects.get().text) == ("", "")
    assert set(WorkOrder.objects.values_list("task", "answer")) == {("", ""), ("", "…")}
    link = f"{TOWN}/signals/work/key/"
    WorkOrder.objects.filter(answer="").update(link_digest=digest_of("key"))
    assert Client().get(link).status_code == 404, "nobody is asked for anything about it any more"
    assert Support.objects.get().account is None, "how many joined stays, who they were does not"
    comment = Comment.objects.get()
    assert (comment.text, comment.name, comment.author, comment.account) == ("", "", "", None)
    assert comment.wording == "И у нас.", "what everybody could read stays"
    shown = Client().get(f"{TOWN}/signals/{report.case.number}/").text
    assert TEXT in shown, "the public wording names nobody and stays"
    assert "Радост" not in shown
    assert "signals/photos/" not in shown


def test_the_author_hears_and_the_one_it_is_against_does_not(lamps: Any, svetla: Account, georgi: Account) -> None:
    report = filed(lamps)
    settled(report, georgi)
    told = Message.objects.filter(about=report.case.number).values_list("template", flat=True)
    assert set(told) == {"cases/notices/registered.txt", "cases/notices/decided.txt"}
    secret, late = filed(lamps, against="secretary", settlement=None, name=""), filed(lamps)
    watch("troyan", at=sofia(2027, 3, 1))
    assert not Message.objects.filter(about=secret.case.number).exists(), "neither the unnamed author nor the secretary"
    hers = "".join(row.text for row in Message.objects.filter(account=svetla))
    assert late.case.number in hers
    assert secret.case.number not in hers
