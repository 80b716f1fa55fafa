from datetime import UTC, datetime

import pytest

from chinar.foundation.core.actor import Actor
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Department

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def account(db):
    return Account.objects.create_user("elena@chinar.example", "correct horse battery", name="Елена Димитрова")


@pytest.fixture
def colleague(db):
    return Account.objects.create_user("maria@chinar.example", "correct horse battery", name="Мария Петрова")


@pytest.fixture
def official(colleague):
    return Actor(colleague.pk, "official")


@pytest.fixture
def citizen(account):
    return Actor(account.pk, "citizen")


@pytest.fixture
def civil_status(town):
    return _department("civil-status", "Гражданско състояние")


@pytest.fixture
def taxes(town):
    return _department("taxes", "Местни данъци")


@pytest.fixture
def told(db):
    """The newest row of the journal in scope."""
    from chinar.foundation.journal.models import Entry

    return lambda: Entry.objects.order_by("-pk").first()


def _department(code, name):
    return Department.objects.create(code=code, name=name, name_en=name, kind="department", valid_from=AT.date())
