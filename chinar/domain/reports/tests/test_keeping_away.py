"""Whom a signal is against, and who is kept away from it: by rule, by appointment, by the word of an official."""

from datetime import date
from typing import Any

from django.test import Client

from chinar.domain.cases.models import Recusal
from chinar.domain.cases.tests.world import NOW, TOWN, account, client_of, official
from chinar.domain.cases.watching.round import watch
from chinar.domain.reports.models import CitizenReport
from chinar.domain.reports.tests.world import filed
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.actions import give_role


def kept_from(report: CitizenReport) -> set[int]:
    return set(Recusal.objects.standing().filter(case=report.case).values_list("account_id", flat=True))


def test_who_comes_into_office_later_is_kept_away_by_the_same_rule(lamps: Any, hall: Any) -> None:
    against = {
        "office": filed(lamps, against="secretary"),
        "name": filed(lamps, against="official", against_whom="Георги Николов"),
        "nobody": filed(lamps),
    }
    svetla = official("svetla", "Светла Маринова", "secretary")
    georgi = account("georgi", "Георги Николов")
    give_role(account=georgi, role="expert", valid_from=date(2026, 12, 1), by=SYSTEM, at=NOW)
    assert kept_from(against["office"]) == {svetla.pk}
    assert kept_from(against["name"]) == {georgi.pk}
    assert not kept_from(against["nobody"])
    for _twice in range(2):
        give_role(account=georgi, role="clerk", valid_from=date(2026, 12, 1), by=SYSTEM, at=NOW)
    assert Recusal.objects.filter(account=georgi).count() == 1


def test_until_it_is_said_who_is_meant_a_newcomer_sees_it_no_more_than_the_others(
    lamps: Any, svetla: Any, georgi: Any
) -> None:
    secret = filed(lamps, against="official", against_whom="онзи от гишето")
    page = f"{TOWN}/desk/cases/{secret.case.number}/"
    maria = official("maria", "Мария Петрова", "clerk")
    assert client_of(maria, is_official=True).get(page).status_code == 404
    secretary = client_of(svetla, is_official=True)
    assert "govuk-error-summary" in secretary.post(f"{page}accused/", {}).text
    both = secretary.post(f"{page}accused/", {"accounts": [georgi.pk, "nobody"]})
    assert "govuk-error-summary" in both.text
    assert kept_from(secret) == {georgi.pk, maria.pk}, "an empty choice lets nobody near"
    assert secretary.post(f"{page}accused/", {"accounts": ["nobody"]}).status_code == 302
    assert kept_from(secret) == set()
    official("rada", "Рада Радева", "clerk")
    assert kept_from(secret) == set(), "it was said that nobody who works here is meant"


def test_of_a_signal_against_the_secretary_the_mayor_is_reminded_and_letters_are_told_to_others(
    lamps: Any, svetla: Any
) -> None:
    mayor = official("mayor", "Кмет Кметов", "mayor")
    operator: Client = client_of(official("op", "Огнян Попов", "operator"), is_official=True)
    secret = filed(lamps, against="secretary")
    watch("troyan", at=NOW.replace(year=2027, month=1, day=20))
    reminded = Message.objects.filter(about=secret.case.number, audience="official")
    assert {row.account_id for row in reminded} == {mayor.pk}
    Message.objects.update(state="failed", trouble="refused")
    listed = f"{TOWN}/desk/messages/"
    assert secret.case.number in operator.get(listed).text
    assert secret.case.number not in client_of(svetla, is_official=True).get(listed).text
