"""Numbers in the database: unreadable there, masked in print, rewritten under new keys while work goes on."""

import base64
import copy
import pickle

import pytest
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import TextField, Value

from chinar.foundation.core import reencryption
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.fields import EncryptedTextField, Secret
from chinar.foundation.core.keys import MissingKey
from chinar.foundation.core.scope import scoped
from chinar.foundation.people.actions import remember_person
from chinar.foundation.people.models import Person

EGN = "8925248157"
OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture(autouse=True)
def _old_key(settings):
    settings.DATA_KEYS = [OLD]


@pytest.fixture
def person(town, at):
    row = remember_person(given_name="Елена", identifier_kind="egn", identifier=EGN, by=SYSTEM, at=at)
    return Person.objects.get(pk=row.pk)


def stored(person):
    with connection.cursor() as cursor:
        cursor.execute("select identifier from people_person where id = %s", [person.pk])
        return cursor.fetchone()[0]


def test_the_database_holds_no_number(person):
    assert stored(person).startswith("v1:old:")
    with connection.cursor() as cursor:
        cursor.execute("select * from people_person")
        assert EGN not in str(cursor.fetchall())


def test_each_writing_is_another_ciphertext(person):
    before = stored(person)
    person.save()
    assert stored(person) != before
    person.refresh_from_db()
    assert person.identifier.reveal() == EGN


def test_a_number_prints_itself_masked_wherever_it_goes(person):
    unsaved = Person(given_name="Елена", identifier=EGN)
    for row in (person, unsaved):
        printed = f"{row} {row!r} {row.identifier} {row.identifier!r} {row.__dict__} {[row.identifier]}"
        assert EGN not in printed
        assert "Елена" not in f"{row} {row!r}"
        assert "••••••••57" in printed


def test_a_secret_is_compared_and_copied_like_a_value():
    secret = Secret(EGN)
    assert secret == Secret(EGN) == copy.deepcopy(secret) == pickle.loads(pickle.dumps(secret))
    assert secret != Secret("6127061429")
    assert secret != EGN
    assert len({secret, Secret(EGN)}) == 1
    assert not Secret("")


@pytest.mark.parametrize("key", ["identifier", "identifier__contains", "identifier__in", "identifier__startswith"])
def test_an_encrypted_column_cannot_be_searched(person, key):
    with pytest.raises(FieldError, match="lookup_hash"):
        Person.objects.filter(**{key: [EGN]}).exists()


def test_a_plain_encrypted_text_is_text_in_the_program():
    field = EncryptedTextField()
    written = field.get_prep_value("бележка")
    assert written.startswith("v1:old:")
    assert field.from_db_value(written, None, connection) == "бележка"
    assert field.get_prep_value(None) is None
    assert field.from_db_value(None, None, connection) is None


def test_a_row_under_a_lost_key_names_the_key(person, settings):
    settings.DATA_KEYS = [NEW]
    with pytest.raises(MissingKey, match="'old'"):
        person.refresh_from_db()


def test_rotation_rewrites_every_town_and_then_the_old_key_may_go(person, other_town, at, settings, capsys):
    with scoped(other_town.pk):
        remember_person(given_name="Петър", identifier_kind="egn", identifier=EGN, by=SYSTEM, at=at)
        remember_person(given_name="Без номер", by=SYSTEM, at=at)
    settings.DATA_KEYS = [NEW, OLD]
    with scoped(None):
        call_command("keys", "rotate")
        call_command("keys", "rotate")
    assert capsys.readouterr().out.splitlines() == [
        "2 values put under the key new.",
        "0 values put under the key new.",
    ]
    settings.DATA_KEYS = [NEW]
    for town_id in (person.municipality_id, other_town.pk):
        with scoped(town_id):
            found = Person.objects.with_identifier("egn", EGN).get()
            assert found.identifier.reveal() == EGN
            assert stored(found).startswith("v1:new:")


def test_rotation_goes_on_where_it_was_stopped(town, at, settings, monkeypatch):
    monkeypatch.setattr(reencryption, "BATCH", 2)
    for number in range(5):
        remember_person(given_name="Х", identifier_kind="other", identifier=f"AB{number}", by=SYSTEM, at=at)
    settings.DATA_KEYS = [NEW, OLD]
    encrypt, left = reencryption.encrypt, [1, 2, 3]
    monkeypatch.setattr(reencryption, "encrypt", lambda text: (left.pop(), encrypt(text))[1])
    with pytest.raises(IndexError):
        reencryption.rewrite(Person, "identifier")
    assert reencryption.count_by_key(Person, "identifier") == {"new": 2, "old": 3}
    monkeypatch.setattr(reencryption, "encrypt", encrypt)
    assert reencryption.rewrite(Person, "identifier") == 3
    assert reencryption.count_by_key(Person, "identifier") == {"new": 5}


def test_rotation_leaves_what_somebody_wrote_meanwhile(person, settings):
    settings.DATA_KEYS = [NEW, OLD]
    read_before = stored(person)
    person.identifier = "6127061429"
    person.save()
    assert reencryption._replace(Person, "identifier", person.pk, read_before) == 0
    person.refresh_from_db()
    assert person.identifier.reveal() == "6127061429"


def test_rotation_stops_at_a_value_that_nobody_can_read(person, settings):
    settings.DATA_KEYS = [NEW]
    with scoped(None), pytest.raises(CommandError, match="'old'"):
        call_command("keys", "rotate")


def test_check_counts_by_key_and_fails_for_a_missing_one(person, settings, capsys):
    settings.DATA_KEYS = [NEW, OLD]
    with scoped(None):
        call_command("keys", "check")
        assert capsys.readouterr().out.splitlines() == ["new: 0", "old: 1"]
        settings.DATA_KEYS = [NEW]
        with pytest.raises(CommandError, match="1 values"):
            call_command("keys", "check")


def test_a_value_that_was_never_encrypted_is_counted_as_unreadable(person):
    Person.objects.update(identifier=Value("plain", output_field=TextField()))
    with scoped(None), pytest.raises(CommandError, match="1 values"):
        call_command("keys", "check")


def test_a_new_key_is_fresh_and_good(settings, capsys):
    call_command("keys", "new")
    call_command("keys", "new")
    first, second = capsys.readouterr().out.splitlines()
    assert first != second
    settings.DATA_KEYS = [first, second]
    assert EncryptedTextField().get_prep_value("x").startswith(f"v1:{first.partition(':')[0]}:")
