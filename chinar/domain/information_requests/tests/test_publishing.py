"""The public register, what is asked for often, who handles the requests; keeping and handing over."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from chinar.domain.cases.actions import destroying
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import KEY, NOW, TOWN, client_of, official, open_department, person, sofia
from chinar.domain.information_requests.actions import giving
from chinar.domain.information_requests.actions.arranging import arrange
from chinar.domain.information_requests.actions.publishing import (
    HoldsPersonalData,
    PublicationRefused,
    publish,
    withdraw,
)
from chinar.domain.information_requests.models import Arrangement, GivenFile, InformationRequest, PublicAnswer
from chinar.domain.information_requests.queries import department_in_charge
from chinar.domain.information_requests.tests.world import ABOUT, GIVEN, WANTED, by, decided, on_paper, page, requested
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.search.models import Entry as Found
from chinar.foundation.territory.models import Municipality

ASKED, ANSWERED = "Договор за зимно поддържане", "Предоставен е пълният текст."
PDF = b"%PDF-1.4 contract"
DESK = f"{TOWN}/desk/information/"


def published(registry: Any, official: Any, **changes: Any) -> PublicAnswer:
    asked = requested(registry)
    giving.add_files(asked.case, title="Договор", papers=[Paper("application/pdf", PDF)], by=by(official), at=NOW)
    wording = {"question": ASKED, "text": ANSWERED, "shows_files": False, **changes}
    return publish(decided(asked, official), **wording, by=by(official), at=NOW)


def test_an_official_publishes_in_public_words_and_everybody_reads_it(
    registry: Any, nadezhda: Any, expert: Client
) -> None:
    asked = requested(registry)
    giving.add_files(asked.case, title="Договор", papers=[Paper("application/pdf", PDF)], by=by(nadezhda), at=NOW)
    assert expert.get(page(asked, "publish")).status_code == 404, "not before it is decided"
    decided(asked, nadezhda)
    assert WANTED in expert.get(page(asked, "publish")).text
    typed = {"question": ASKED, "text": ANSWERED}
    for data in ("9030261907", "radost@chinar.example", "0670 12 345"):
        refused = expert.post(page(asked, "publish"), {**typed, "text": data})
        assert "govuk-error-summary" in refused.text
    assert expert.post(page(asked, "publish"), typed).status_code == 302
    row = PublicAnswer.objects.get()
    visitor, address = Client(), f"{TOWN}/information/{row.pk}/"
    shown = visitor.get(address).text
    assert ANSWERED in shown
    for secret in ("Радост", "radost@", GIVEN, asked.case.number):
        assert secret not in shown
    file = f"{address}files/{asked.files.get().pk}/"
    assert visitor.get(file).status_code == 404
    expert.post(page(asked, "publish"), {**typed, "shows_files": "on"})
    assert visitor.get(file).content == PDF
    assert ASKED in visitor.get(f"{TOWN}/information/", {"outcome": "granted"}).text
    assert ASKED not in visitor.get(f"{TOWN}/information/", {"outcome": "refused", "page": "9" * 30}).text
    assert Found.objects.filter(kind="information").count() == 1
    assert expert.post(page(asked, "withdraw")).status_code == 302
    assert visitor.get(address).status_code == visitor.get(file).status_code == 404
    assert not Found.objects.filter(kind="information").exists()


def test_what_the_applicant_does_not_want_published_is_not(registry: Any, nadezhda: Any, expert: Client) -> None:
    asked = requested(registry, publication_refused=True)
    decision = decided(asked, nadezhda)
    wording = {"question": ASKED, "text": ANSWERED, "shows_files": True}
    with pytest.raises(PublicationRefused):
        publish(decision, **wording, by=by(nadezhda), at=NOW)
    assert 'name="question"' not in expert.get(page(asked, "publish")).text
    assert expert.post(page(asked, "publish"), {"question": ASKED, "text": ANSWERED}).status_code == 200
    with pytest.raises(HoldsPersonalData):
        publish(decision, **{**wording, "text": "9030261907"}, by=by(nadezhda), at=NOW)
    assert not PublicAnswer.objects.exists()


def test_what_was_given_more_than_three_times_is_named_for_publication(
    registry: Any, nadezhda: Any, georgi: Any, expert: Client
) -> None:
    for _time in range(3):
        decided(requested(registry), nadezhda)
    named = f"<li>{ABOUT} –"
    assert named not in expert.get(DESK).text
    last = requested(registry)
    decided(last, nadezhda)
    seen = expert.get(DESK).text
    assert named in seen
    assert "още не е в регистъра" in seen
    publish(last.decision, question=ASKED, text=ANSWERED, shows_files=False, by=by(nadezhda), at=NOW)
    assert "още не е в регистъра" not in expert.get(DESK).text
    recuse(last.case, accounts=[georgi.pk], by=SYSTEM, at=NOW)
    seen = expert.get(DESK).text
    assert named not in seen, "who is kept away from a matter does not count it either"
    assert last.case.number not in seen


def test_the_lists_cost_the_same_however_long_they_are(
    registry: Any, nadezhda: Any, expert: Client, django_assert_max_num_queries: Any
) -> None:
    for _row in range(6):
        published(registry, nadezhda)
        requested(registry)
    for show in ("", "open", "waits", "to_publish", "<i>"):
        expert.get(DESK, {"show": show})
        with django_assert_max_num_queries(12):
            assert expert.get(DESK, {"show": show}).status_code == 200
    assert expert.get(DESK).text.count('scope="row"') == 12
    with django_assert_max_num_queries(10):
        assert Client().get(f"{TOWN}/information/").text.count(ASKED) == 6
    with django_assert_max_num_queries(10):
        Client().get(f"{TOWN}/information/{PublicAnswer.objects.first().pk}/")


def test_the_secretary_says_who_handles_requests_and_what_decisions_say_of_appeal(
    registry: Any, expert: Client, nadezhda: Any
) -> None:
    assert department_in_charge() == registry
    law = open_department("law", "Правен отдел")
    svetla = client_of(official("svetla", "Светла Маринова", "secretary"), is_official=True)
    settings = f"{DESK}settings/"
    assert expert.get(settings).status_code == 404
    assert svetla.post(settings, {"department": "0"}).status_code == 200
    for appeal in ("Пред съда.", "Пред съда, чрез кмета."):
        assert svetla.post(settings, {"department": law.pk, "appeal": appeal}).status_code == 302
    assert (Arrangement.objects.get().appeal, department_in_charge()) == ("Пред съда, чрез кмета.", law)
    asked = requested(department_in_charge())
    assert "чрез кмета" in svetla.get(page(asked, "decide")).text


def test_the_forms_of_appeal_say_that_the_decision_tells_how_it_is_appealed(
    registry: Any, elena: Any, nadezhda: Any, head: Client
) -> None:
    asked = requested(registry, asker=person(), account=elena)
    arrange(department=registry, appeal="Пред съда.", by=SYSTEM, at=NOW)
    follow, desk = f"{TOWN}/follow/{asked.case.number}/appeal/", f"{TOWN}/desk/cases/{asked.case.number}/appeal/"
    assert "Пред съда." in head.get(desk).text
    decision = decided(asked, nadezhda, appeal="Пред административния съд, чрез кмета.")
    for reader, address in ((client_of(elena), follow), (head, desk)):
        for answer in (reader.get(address), reader.post(f"{follow}{uuid4()}/" if address == follow else desk, {})):
            assert "чрез кмета" in answer.text
            assert "не е решена" not in answer.text
            assert 'name="grounds"' not in answer.text
    told = Client().post(f"{TOWN}/appeals/", {"act": decision.number}).text
    assert "къде се обжалва" in told


def test_a_request_kept_long_enough_is_emptied_and_its_public_answer_stays(registry: Any, nadezhda: Any) -> None:
    published(registry, nadezhda, shows_files=True)
    waits, taken = on_paper(registry), published(registry, nadezhda, question="Друго", shows_files=True)
    withdraw(taken.decision, by=by(nadezhda), at=NOW)
    destroying.set_term(kind="information_request", outcome="granted", years=1, source="Заповед 1", by=SYSTEM, at=NOW)
    later = sofia(2028, 1, 1)
    listed = destroying.propose_destruction(by=SYSTEM, at=later)
    for key in ("svetla", "mayor"):
        somebody = official(key, key, "secretary")
        listed = destroying.approve_destruction(listed, by=Actor(somebody.pk, "official"), at=later)
    assert destroying.carry_out(listed, by=SYSTEM, at=later) == (2, 0)
    for gone in InformationRequest.objects.exclude(pk=waits.pk):
        assert (gone.description, gone.asker_name, gone.email) == ("", "", "")
        assert (gone.decision.given, gone.decision.about) == ("", ABOUT)
    rows = GivenFile.objects.order_by("pk")
    assert [row.document.is_erased for row in rows] == [False, True], "what was taken back is nowhere needed"
    assert [(row.question, row.text) for row in PublicAnswer.objects.order_by("pk")] == [(ASKED, ANSWERED), ("", "")]
    assert InformationRequest.objects.get(pk=waits.pk).description == WANTED


def test_another_municipality_that_holds_it_registers_it_with_a_new_period(
    registry: Any, georgi: Any, other_town: Municipality, clock: Any
) -> None:
    asked = requested(registry, publication_refused=True)
    act = f"{TOWN}/desk/cases/{asked.case.number}/hand_over/"
    expert = client_of(georgi, is_official=True)
    assert expert.post(act, {"to": other_town.pk, "reason": "Пътят е на Разлог."}).status_code == 302
    assert Case.objects.get(pk=asked.case_id).outcome == "forwarded"
    with scoped(other_town.pk):
        open_department("info", "Информация")
        petar = client_of(official("petar", "Петър Стоев", "secretary"), is_official=True)
        waiting = "/razlog/bg/desk/received/"
        one = re.findall(rf"{waiting}\d+/", petar.get(waiting).text)[0]
        shown = petar.get(one).text
        assert WANTED in shown
        assert "Радост" not in shown
        assert petar.post(one, {"verb": "accept", "about": "information"}).status_code == 302
        there = InformationRequest.objects.select_related("case").get()
        assert (there.description, there.publication_refused, there.case.key) == (WANTED, True, KEY)
        assert (there.asker_name, there.email, there.form) == ("Радост Милева", "radost@chinar.example", "electronic")
