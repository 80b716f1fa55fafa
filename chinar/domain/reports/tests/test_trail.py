"""What came of a signal: linked at the desk with a service, read by everybody, hidden when it may not be read."""

from typing import Any

from django.test import Client

from chinar.domain.cases.actions.ending import void
from chinar.domain.cases.actions.recusing import recuse
from chinar.domain.cases.actions.tallying_voices import count_voices
from chinar.domain.cases.models import PublicMinimum, VoiceTally
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department, sofia
from chinar.domain.catalogue.tests.world import CODE, offer, publish
from chinar.domain.reports.actions.publishing import withhold_report
from chinar.domain.reports.models import CitizenReport
from chinar.domain.reports.rules import KIND, Outcome
from chinar.domain.reports.tests.world import filed, published, settled
from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.notifications.models import Message
from chinar.foundation.search.actions import rebuild
from chinar.foundation.search.queries import search
from chinar.foundation.trail.actions import link
from chinar.foundation.trail.models import Link
from chinar.foundation.trail.rules import Thing

SERVICE = Thing("service", CODE)


def thing(report: CitizenReport) -> Thing:
    return Thing(KIND, report.case.number)


def linked(report: CitizenReport, effect: Thing = SERVICE) -> Link:
    return link(thing(report), effect, bond="changed", on=NOW.date(), by=SYSTEM, at=NOW)


def withheld(report: CitizenReport, account: Any) -> None:
    withhold_report(report, reason="mistake", by=Actor(account.pk, "official"), at=NOW)


def found(text: str) -> list[str]:
    return [hit.key for hit in search(text, kind=KIND).hits]


def test_an_expert_links_it_with_a_service_and_everybody_reads_both_ways(
    lamps: Any, registry: Any, georgi: Any, expert: Client, client: Client
) -> None:
    service, report = publish(offer(registry)), filed(lamps)
    published(report, georgi)
    desk = f"{TOWN}/desk/trail/report/{report.case.number}/"
    assert desk in expert.get(f"{TOWN}/desk/cases/{report.case.number}/").text
    assert service.name in expert.get(desk, {"q": "наследници"}).text
    day = {"on-day": "16", "on-month": "11", "on-year": "2026"}
    typed = {"q": "наследници", "other": f"service:{CODE}", "side": "effect", "bond": "changed", "note": "", **day}
    assert expert.post(desk, typed).status_code == 302
    assert f"{TOWN}/services/{CODE}/" in client.get(f"{TOWN}/signals/{report.case.number}/").text
    came_from = client.get(f"{TOWN}/services/{CODE}/").text
    assert f"{TOWN}/signals/{report.case.number}/" in came_from
    assert "Улично осветление, с. Орешак" in came_from
    told = Message.objects.get(template="cases/notices/came_of_it.txt")
    assert (told.address, told.about) == ("radost@chinar.example", report.case.number)
    assert service.name not in told.text


def test_what_accuses_somebody_is_told_only_while_it_is_worded(
    lamps: Any, registry: Any, hall: Any, svetla: Any, client: Client
) -> None:
    publish(offer(registry))
    report = filed(lamps, against="official", against_whom="Иван")
    published(report, svetla)
    linked(report)
    page = f"{TOWN}/services/{CODE}/"
    assert report.case.number in client.get(page).text
    withheld(report, svetla)
    assert report.case.number not in client.get(page).text
    assert "Откъде тръгна" not in client.get(page).text


def test_who_is_kept_away_or_reaches_another_department_meets_it_nowhere_at_the_desk(
    lamps: Any, registry: Any, georgi: Any, expert: Client
) -> None:
    publish(offer(registry))
    report = filed(lamps)
    published(report, georgi)
    linked(report)
    desk, of_service = f"{TOWN}/desk/trail/report/{report.case.number}/", f"{TOWN}/desk/trail/service/{CODE}/"
    assert report.case.number in expert.get(of_service).text or "Улично" in expert.get(of_service).text
    elsewhere = official("dora", "Дора Илиева", "expert", open_department("roads", "Пътища"))
    assert client_of(elsewhere, is_official=True).get(desk).status_code == 404
    recuse(report.case, accounts=[georgi.pk], by=SYSTEM, at=NOW)
    assert expert.get(desk).status_code == 404
    assert "Улично" not in expert.get(of_service).text
    assert "Улично" not in expert.get(of_service, {"q": report.case.number}).text
    assert Client().get(desk).status_code == 302


def test_search_follows_the_public_wording_and_nothing_else(lamps: Any, georgi: Any, svetla: Any) -> None:
    report = filed(lamps, text="Тайни думи на автора", place="у леля Пена")
    assert found("лампи") == []
    published(report, georgi, place="пред читалището")
    assert found("лампата") == [report.case.number]
    assert found("читалища") == [report.case.number]
    assert found("тайни думи") == []
    assert found("леля Пена") == []
    assert rebuild()[KIND] == 1
    assert found("лампата") == [report.case.number]
    withheld(report, georgi)
    assert found("лампата") == []
    published(report, georgi)
    void(report.case, reason="Грешка", by=Actor(svetla.pk, "official"), at=NOW)
    assert found("лампата") == [], "whatever stands in the index"


def test_voices_are_counted_by_one_formula_and_small_groups_hidden(lamps: Any, georgi: Any, client: Client) -> None:
    PublicMinimum.objects.create(n=5)
    before = [filed(lamps, at=sofia(2026, 11, 2)) for _ in range(6)]
    page = f"{TOWN}/figures/voices/"
    count_voices(at=NOW)
    assert "прикрити" in client.get(page).text or "не се показват" in client.get(page).text
    for report in before[:3]:
        settled(report, georgi)
    settled(before[3], georgi, Outcome.REFUSED)
    published(before[4], georgi)
    settled(before[4], georgi, Outcome.EXPLAINED)
    publish(offer(lamps.department))
    linked(before[4])
    for _ in range(2):
        count_voices(at=NOW)
    assert VoiceTally.objects.count() == 2
    seen = client.get(page).text
    assert "100 % (5 / 5)" in seen
    assert "80 % (4 / 5)" in seen
    assert "14 (5)" in seen
