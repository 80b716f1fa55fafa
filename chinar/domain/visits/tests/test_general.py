"""Services without questions of their own are asked for by a general request, in every way in which one can apply."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.applications.models import Application, Decision, Draft
from chinar.domain.applications.tests.world import answers, messages, page_of, send
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.queries import explain
from chinar.domain.cases.tests.world import TOWN, client_of
from chinar.domain.catalogue.models import ServiceVersion, Speed
from chinar.domain.catalogue.tests.world import offer, publish
from chinar.domain.questionnaires.models import QuestionSetVersion
from chinar.domain.visits.tests.world import EGN, AtDesk, known
from chinar.foundation.documents.tests.pdfs import text_of
from chinar.foundation.people.models import Account

WISH = "Моля да ми бъде издадена справка за общинските имоти на ул. „Чинар“."


def plain(registry: Any, code: str = "property-report", **changes: Any) -> ServiceVersion:
    """As a list of services that a town prints is taken in: no questions, and no law that sets its term."""
    facts = {
        "name": "Справка за общински имоти",
        "legal_period": "",
        "period": "",
        "is_online": False,
        "fee_cents": None,
    }
    return publish(offer(registry, code), **{**facts, **changes})


def asked_for(clerk: Client, code: str = "property-report", **sheet: str) -> Case:
    """Maria takes it down and registers it."""
    known()
    screen = AtDesk(clerk)
    screen.press(who=EGN)
    screen.press(service="справка")
    page = screen.press(f"add:{code}")
    assert "общо заявление" in page.text
    screen.press("finish")
    assert screen.faults  # nothing is registered while the wish is not written
    assert Case.objects.count() == 0
    screen.fill({"about_request-request": WISH, "delivery-delivery": "counter", **sheet})
    screen.press("finish")
    assert screen.faults == ""
    return Case.objects.get()


def test_a_service_without_a_term_counts_by_the_general_one_of_the_law_and_says_so(
    clerk: Client, registry: Any, georgi: Account
) -> None:
    plain(registry)
    case = asked_for(clerk)
    assert (case.legal_period, case.period, case.channel) == ("act_without_own_term", "14d", "counter")
    assert any("не посочва друг" in line for line in explain(case).lines)
    application = Application.objects.get()
    assert application.sheet is not None
    assert application.sheet.by_code == {"request": WISH}
    assert application.sheet.version.question_set.code == "general-request"
    assert QuestionSetVersion.objects.count() == 2
    expert = client_of(georgi, is_official=True)
    page = expert.get(f"{TOWN}/desk/cases/{case.number}/")
    assert "справка за общинските имоти" in page.text
    issue = f"{TOWN}/desk/cases/{case.number}/result-form/"
    assert expert.get(f"{TOWN}/desk/cases/{case.number}/issue/")["Location"] == issue
    form = expert.get(issue)
    seen = form.text.split('name="seen" value="')[1].split('"')[0]
    assert "Вид на документа" in form.text
    assert Decision.objects.count() == 0
    wrong = expert.post(issue, {"title": "", "text": "Имотът е общински.", "seen": seen, "issue": "1"})
    assert "Имотът е общински." in wrong.text
    done = expert.post(
        issue, {"title": "Справка", "text": "Имотът е общински.\nДве <b>части</b>.", "seen": seen, "issue": "1"}
    )
    assert done.status_code == 302
    paper = CaseDocument.objects.get(case=case, part="result").document
    assert paper.kind == "general-result"
    printed = text_of(paper.open().read())
    assert "Имотът е общински." in printed
    assert "части" in printed
    assert "Кремена Великова Рашкова" in printed


def test_the_term_that_the_town_prints_holds_without_a_law_and_the_fee_of_the_speed(
    clerk: Client, registry: Any
) -> None:
    speeds = [
        Speed(kind="ordinary", term="30 дни", period="30d", fee="10.00 лв.", fee_cents=511),
        Speed(kind="fast", term="до 8 ч.", period="8h", fee="20.00 лв.", fee_cents=1023),
    ]
    plain(registry, speeds=speeds)
    case = asked_for(clerk, **{"speed-speed": "ordinary"})
    assert (case.legal_period, case.period) == ("act_by_published_term", "30d")
    lines = explain(case).lines
    assert any("публикувала" in line for line in lines)
    assert any("не е потвърдено" in line for line in lines)
    assert Application.objects.get().fee_cents == 511


def test_on_the_telephone_it_becomes_a_draft_and_an_organisation_may_ask_too(clerk: Client, registry: Any) -> None:
    plain(registry)
    page = clerk.get(f"{TOWN}/desk/phone/?find=справка")
    assert "property-report" in page.text
    key = uuid4()
    assert clerk.post(f"{TOWN}/desk/phone/{key}/property-report/").status_code == 302
    page = clerk.get(f"{TOWN}/desk/phone/{key}/")
    assert "Какво искате?" in page.text
    assert 'value="organisation"' in page.text
    assert Draft.objects.get().is_general


@pytest.mark.parametrize(("level", "status"), [("IV", 302), ("II", 404), ("", 404)])
def test_online_it_is_asked_for_where_the_town_says_that_it_is_filed_electronically(
    registry: Any, version: Any, elena: Account, level: str, status: int
) -> None:
    plain(registry, e_level=level, assurance="low")
    client = client_of(elena)
    page = client.get(f"{TOWN}/services/property-report/")
    assert ("със свои думи" in page.text) is (status == 302)
    assert "до 14 дни" in page.text
    begun = client.post(f"{TOWN}/services/property-report/apply/")
    assert begun.status_code == status
    if status == 404:
        return
    key = Draft.objects.get().key
    typed = answers()
    pages = {
        "filer": {"applies_for": "own"},
        "applicant": typed["applicant"],
        "contact": typed["contact"],
        "about-request": {"request": "   "},
        "about-papers": {"papers": "скица, 1 лист"},
        "delivery": typed["delivery"],
    }
    for page, given in pages.items():
        answer = client.post(page_of(key, page), given)
        if page == "about-request":
            assert messages(answer)
            answer = client.post(page_of(key, page), {"request": WISH})
        assert answer.status_code == 302, f"{page}: {messages(answer)}"
    assert WISH in client.get(page_of(key, "check")).text
    assert send(client, key).status_code == 302
    assert Application.objects.get().sheet.by_code == {"request": WISH, "papers": "скица, 1 лист"}


def test_a_draft_follows_the_service_when_it_gets_its_own_questions(clerk: Client, registry: Any) -> None:
    version = plain(registry)
    known()
    screen = AtDesk(clerk)
    screen.press(who=EGN)
    screen.press("add:property-report")
    screen.fill({"about_request-request": WISH, "delivery-delivery": "counter"})
    publish(version.service, name="Справка за имоти", legal_period="", period="", is_online=False, fee_cents=None)
    screen.press("finish")
    assert "е променено" in screen.faults
    screen.press("finish")
    assert screen.faults == ""
    assert Application.objects.get().service_version.name == "Справка за имоти"
