"""A new data key reaches what an application keeps, also rows that are never changed otherwise."""

from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from chinar.domain.applications.models import Application, Heir
from chinar.domain.applications.tests.world import HEIR_EGN, granted
from chinar.foundation.core.scope import scoped

pytestmark = pytest.mark.django_db


def test_the_heirs_of_an_issued_certificate_come_under_the_new_key(
    application: Application, georgi: Any, settings: Any
) -> None:
    heir = next(heir for heir in granted(application, georgi).heirs.all() if heir.egn)
    new = f"new:{Fernet.generate_key().decode()}"
    settings.DATA_KEYS = [new, *settings.DATA_KEYS]
    with scoped(None):
        call_command("keys", "rotate")
    settings.DATA_KEYS = [new]
    assert Heir.objects.get(pk=heir.pk).egn == HEIR_EGN


def test_everything_else_of_an_heir_stays(application: Application, georgi: Any) -> None:
    heir = granted(application, georgi).heirs.first()
    assert heir is not None
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update applications_heir set name = 'x' where id = %s", [heir.pk])


@pytest.mark.parametrize("value", ["", "9230287339"])
def test_the_number_of_an_heir_is_neither_emptied_nor_replaced(
    application: Application, georgi: Any, value: str
) -> None:
    heir = next(heir for heir in granted(application, georgi).heirs.all() if heir.egn)
    with pytest.raises(DatabaseError), transaction.atomic():
        Heir.objects.filter(pk=heir.pk).update(egn=value)
