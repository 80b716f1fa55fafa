"""From a proven identity to the person of a town, on the town's own pages and rows."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chinar.foundation.core.actor import SYSTEM, Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.identification.models import ProvenIdentity
from chinar.foundation.identification.models.proven_identity import hash_of
from chinar.foundation.identification.recognising import recognise
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.actions import NotProven, change_account, remember_person
from chinar.foundation.people.models import Account, Person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
EGN = "9230287339"


@pytest.fixture
def account(db: None) -> Account:
    return Account.objects.create_user(None, name="ЕЛЕНА ИВАНОВА ДИМИТРОВА")


@pytest.fixture
def identity(account: Account) -> ProvenIdentity:
    return ProvenIdentity.objects.create(
        account=account,
        kind="egn",
        number=EGN,
        number_hash=hash_of("egn", EGN),
        given_name="Елена",
        middle_name="Иванова",
        family_name="Димитрова",
        linked_at=AT,
        proven_at=AT,
        provider="eauth",
        level="substantial",
    )


def at_the_counter(**more: Any) -> Person:
    names = {"given_name": "Елена", "middle_name": "И.", "family_name": "Димитрова"}
    return remember_person(**names, identifier_kind="egn", identifier=EGN, by=SYSTEM, at=AT, **more)


def typed(account: Account, number: str = "") -> Person:
    kind = "egn" if number else "none"
    names = {"given_name": "Еленка", "family_name": "Д."}
    by = Actor(account.pk, "citizen")
    return remember_person(**names, identifier_kind=kind, identifier=number, account=account, by=by, at=AT)


def test_nobody_is_entered_before_they_begin_something(town: Any, account: Account, identity: ProvenIdentity) -> None:
    assert recognise(account, identity, at=AT) is None
    assert not Person.objects.exists()
    person = recognise(account, identity, at=AT, enter=True)
    assert person is not None
    assert (person.account, person.is_identifier_proven) == (account, True)
    assert person.full_name == "Елена Иванова Димитрова"
    assert recognise(account, identity, at=AT, enter=True) == person
    assert EGN not in " ".join(str(entry.__dict__) for entry in Entry.objects.all())


def test_whom_a_counter_knows_is_linked_and_keeps_the_name_it_knows(
    town: Any, account: Account, identity: ProvenIdentity
) -> None:
    known = at_the_counter()
    assert recognise(account, identity, at=AT) == known
    known.refresh_from_db()
    assert (known.account, known.middle_name) == (account, "И.")


def test_what_was_typed_gives_way_to_what_is_proven(town: Any, account: Account, identity: ProvenIdentity) -> None:
    own, known = typed(account, EGN), at_the_counter()
    assert recognise(account, identity, at=AT) == known
    own.refresh_from_db()
    known.refresh_from_db()
    assert (own.account, known.account) == (None, account)


def test_an_own_row_becomes_proven_and_a_wrongly_typed_number_stays_behind(
    town: Any, account: Account, identity: ProvenIdentity
) -> None:
    own = typed(account)
    assert recognise(account, identity, at=AT) == own
    own.refresh_from_db()
    assert (own.is_identifier_proven, own.given_name) == (True, "Елена")
    Person.objects.all().delete()
    wrong = typed(account, "7422172130")
    person = recognise(account, identity, at=AT)
    wrong.refresh_from_db()
    assert person is not None
    person.refresh_from_db()
    assert (wrong.account, person.account, person.identifier.reveal()) == (None, account, EGN)


def test_a_person_with_another_account_is_not_taken_over(town: Any, account: Account, identity: ProvenIdentity) -> None:
    other = Account.objects.create_user("other@chinar.example", "x" * 12, name="Друг")
    known = at_the_counter(account=other)
    assert recognise(account, identity, at=AT, enter=True) is None
    known.refresh_from_db()
    assert known.account == other


def test_latin_letters_of_a_provider_do_not_replace_what_was_typed(
    town: Any, account: Account, identity: ProvenIdentity
) -> None:
    identity.given_name, identity.family_name = "ELENA", "DIMITROVA"
    typed(account)
    person = recognise(account, identity, at=AT)
    assert person is not None
    assert person.given_name == "Еленка"


def test_two_towns_know_two_persons_that_nothing_joins(
    town: Any, other_town: Any, account: Account, identity: ProvenIdentity
) -> None:
    here = recognise(account, identity, at=AT, enter=True)
    with scoped(other_town.pk):
        there = recognise(account, identity, at=AT, enter=True)
    assert here is not None
    assert there is not None
    assert here.identifier_hash != there.identifier_hash
    assert identity.number_hash not in (here.identifier_hash, there.identifier_hash)


def test_an_account_goes_over_by_proof_alone(town: Any, account: Account) -> None:
    own, known = typed(account), at_the_counter()
    with pytest.raises(NotProven):
        change_account(own, known, by=Actor(account.pk, "citizen"), at=AT)
    with pytest.raises(NotProven):
        change_account(known, own, by=SYSTEM, at=AT)
