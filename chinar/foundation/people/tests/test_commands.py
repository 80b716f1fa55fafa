"""What operators do from the command line."""

import io
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from chinar.foundation.core.scope import scoped
from chinar.foundation.people.models import Account, Role
from chinar.foundation.people.tasks import erase_old_sessions


@pytest.fixture
def type_in(monkeypatch):
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def run(*words):
    with scoped(None):
        call_command("people", *words)


def test_an_account_is_opened_with_a_password_from_a_pipe(db, type_in, told):
    type_in("голям чинар на площада\n")
    run("account", "Georgi@Chinar.example", "Георги Николов", "--language", "en")
    account = Account.objects.get_by_natural_key("GEORGI@chinar.example")
    assert account.check_password("голям чинар на площада")
    assert (account.email, account.language, account.is_official) == ("georgi@chinar.example", "en", False)
    with scoped(None):
        assert told().verb == "account.opened"


def test_a_password_is_asked_twice_at_a_terminal(db, type_in, monkeypatch):
    type_in("")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter(["голям чинар на площада", "друго"])
    monkeypatch.setattr("chinar.foundation.people.management.commands.people.getpass", lambda prompt: next(answers))
    with pytest.raises(CommandError, match="differ"):
        run("account", "georgi@chinar.example", "Георги")


@pytest.mark.parametrize(
    ("email", "password"), [("georgi@chinar.example", "къса"), ("no address", "голям чинар на площада")]
)
def test_a_weak_password_or_no_address_opens_nothing(db, type_in, email, password):
    type_in(password + "\n")
    with pytest.raises(CommandError):
        run("account", email, "Георги Николов")
    assert not Account.objects.exists()


def test_one_address_is_one_account(account, type_in):
    type_in("голям чинар на площада\n")
    with pytest.raises(CommandError, match="already"):
        run("account", "ELENA@chinar.example", "Елена")
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(email="Elena@chinar.example")


def test_a_role_is_given_and_ended(town, civil_status, account, capsys):
    words = ("elena@chinar.example", "expert", "--town", "troyan", "--department", "civil-status")
    run("role", "give", *words)
    role = Role.objects.get()
    assert (role.account, role.department, role.ended_at) == (account, civil_status, None)
    run("role", "end", *words)
    role.refresh_from_db()
    assert role.ended_at is not None
    with pytest.raises(CommandError, match="do not hold"):
        run("role", "end", *words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nobody@chinar.example", "clerk", "--town", "troyan"), "no account nobody"),
        (("elena@chinar.example", "clerk", "--town", "atlantis"), "no municipality atlantis"),
        (("elena@chinar.example", "clerk", "--town", "troyan", "--department", "x"), "no department x"),
        (("elena@chinar.example", "king", "--town", "troyan"), "king"),
    ],
)
def test_what_is_not_there_is_named(town, account, words, why):
    with pytest.raises(CommandError, match=why):
        run("role", "give", *words)


def test_only_sessions_that_ran_out_are_erased(db):
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="live", session_data="", expire_date=now + timedelta(days=1))
    erase_old_sessions()
    assert [row.session_key for row in Session.objects.all()] == ["live"]
