"""`chinar regix ask --town --as`: a real register at a terminal, as on the page (the simulator in its place)."""

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.management import CommandError, call_command

from chinar.domain.cases.models import Case, Recusal
from chinar.domain.cases.tests.world import NOW, decide, official, open_department
from chinar.domain.registers.models import RegisterQuery
from chinar.domain.registers.simulator.faults import Faults
from chinar.domain.registers.simulator.server import Simulator
from chinar.domain.registers.tests.conftest import ELENA, VELKO
from chinar.domain.registers.tests.evidence.world import GROUND, outcomes
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.models import Account

SECRET, PASSWORD = "PLANETREEPLANETREEPLANETREE23456", "чинар-и-сянка-7"


@pytest.fixture
def expert(georgi: Account) -> Account:
    georgi.set_password(PASSWORD)
    georgi.save()
    TOTP.activate(georgi, SECRET)
    cache.clear()
    return georgi


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Types password and code, answers what the command says."""
    steps = iter(range(-1, 30))

    def run(*words: str, password: str = PASSWORD, code: str = "", email: str = "georgi@chinar.example") -> str:
        value = code or format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + next(steps) % 3 - 1))
        typed = iter([password, value])
        monkeypatch.setattr("chinar.domain.registers.management.commands.regix.getpass", lambda prompt: next(typed))
        with scoped(None):
            call_command("regix", "ask", *words, "--town", "troyan", "--as", email)
        return capsys.readouterr().out

    return run


def test_an_official_asks_about_the_number_in_the_case_and_it_is_told_as_on_the_page(
    case: Case, connected: Any, expert: Account, ask: Any
) -> None:
    said = ask("RelationsSearch", "--case", case.number, "--argument", f"EGN={ELENA}")
    assert "Лозева" in said
    assert "signature: verified" in said
    assert outcomes("relations") == ["approved", "fetched"]
    query = RegisterQuery.objects.select_related("result").get()
    assert (query.by_id, query.ground, query.position) == (expert.pk, GROUND, "Експерт")
    assert [view.by_id for view in query.views.all()] == [expert.pk]
    verbs = list(Entry.objects.values_list("verb", flat=True))
    for verb in (
        "evidence.query_requested",
        "evidence.query_sent",
        "evidence.register_answered",
        "evidence.answer_read",
    ):
        assert verb in verbs
    assert VELKO not in str(list(Entry.objects.values_list("facts", "subject")))


def test_what_the_page_forbids_the_terminal_forbids(
    case: Case, connected: Any, expert: Account, ask: Any, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "chinar.domain.registers.management.commands.regix.signed_in", lambda email, *rest, at: who[email]
    )
    stranger = official("todor", "Тодор Василев", "expert", open_department("roads", "Пътища"))
    mayor = official("mayor", "Кмет", "mayor")
    who = {"georgi": expert, "todor": stranger, "mayor": mayor}

    def refused(operation: str, email: str = "georgi", number: str = "") -> str:
        with pytest.raises(CommandError) as error:
            ask(operation, "--case", number or case.number, email=email)
        return str(error.value)

    assert "no matter of this number" in refused("RelationsSearch", "todor")
    assert "may not have registers asked" in refused("RelationsSearch", "mayor")
    assert "no matter of this number" in refused("RelationsSearch", number="99-9-16.11.2026")
    assert "no matter of this number" in refused("PermanentAddressSearch")
    assert "Two officials" in refused("PersonDataSearch")
    assert "No operation" in refused("Nothing")
    simulator.exchange.faults = Faults.parse(["*=register_error"])
    assert "register_failed" in refused("RelationsSearch")
    assert outcomes("relations") == ["approved", "failed"]
    recusal = Recusal.objects.create(case=case, account=expert, at=NOW)
    assert "no matter of this number" in refused("RelationsSearch")
    Recusal.objects.filter(pk=recusal.pk).update(ended_at=NOW)
    who["georgi"] = Account.objects.get(pk=expert.pk)
    decide(case)
    assert "decided or closed" in refused("RelationsSearch")
    assert RegisterQuery.objects.count() == 1
    with pytest.raises(CommandError, match="--town"):
        call_command("regix", "ask", "RelationsSearch", "--case", case.number, "--as", "georgi")
    with pytest.raises(CommandError, match="--as"):
        call_command("regix", "ask", "RelationsSearch", "--case", "1", "--address", "https://register.example")


def test_password_and_code_are_both_needed_a_code_works_once_and_tries_are_few(
    case: Case, connected: Any, expert: Account, ask: Any
) -> None:
    here = ("RelationsSearch", "--case", case.number)
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    ask(*here, code=code)
    wrong = ({"code": code}, {"password": "друга"}, {"code": "000000"}, {"email": "nobody@chinar.example"})
    for mistake in wrong:
        with pytest.raises(CommandError, match="is wrong"):
            ask(*here, **mistake)
    for _ in range(3):
        with pytest.raises(CommandError):
            ask(*here, code="000000")
    with pytest.raises(CommandError, match="Too many"):
        ask(*here)
    with scoped(None):
        assert Entry.objects.filter(verb="account.wrong_at_terminal").count() == 6
    assert RegisterQuery.objects.count() == 1
