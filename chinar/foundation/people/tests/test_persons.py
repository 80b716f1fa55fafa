"""Persons of a municipality: one row for a number, changed only by those who may."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.core.scope import OutOfScope, scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.people.actions import (
    AlreadyLinked,
    NotProven,
    WrongIdentifier,
    link_account,
    persons,
    remember_person,
    unmask_identifier,
)
from chinar.foundation.people.models import Account, Person

EGN, ANOTHER_EGN, LNCH = "8925248157", "6127061429", "7111042925"
ELENA = {"given_name": "Елена", "middle_name": "Петрова", "family_name": "Димитрова"}
WITH_EGN = {**ELENA, "identifier_kind": "egn", "identifier": EGN}


def test_a_person_is_entered_once_for_a_number(town, official, at, told):
    first = remember_person(**WITH_EGN, phone="0670 12345", by=official, at=at)
    again = remember_person(**{**WITH_EGN, "identifier": "892524 8157"}, by=official, at=at)
    assert again == first
    assert first.full_name == "Елена Петрова Димитрова"
    assert Person.objects.get().phone == "0670 12345"
    assert (told().verb, told().subject) == ("person.remembered", str(first.pk))


def test_people_without_a_number_are_never_taken_for_each_other(town, citizen, at):
    assert remember_person(**ELENA, by=citizen, at=at) != remember_person(**ELENA, by=citizen, at=at)


def test_the_same_digits_as_another_kind_are_another_person(town, official, at):
    foreigner = remember_person(**{**WITH_EGN, "identifier_kind": "other"}, by=official, at=at)
    assert remember_person(**WITH_EGN, by=official, at=at) != foreigner


def test_the_same_number_in_two_towns_is_two_rows_that_nothing_joins(town, other_town, at):
    here = remember_person(**WITH_EGN, by=SYSTEM, at=at)
    with scoped(other_town.pk):
        there = remember_person(**WITH_EGN, by=SYSTEM, at=at)
        assert there.pk != here.pk
        assert there.identifier_hash != here.identifier_hash
        with pytest.raises(Person.DoesNotExist):
            Person.objects.get(pk=here.pk)
        with pytest.raises(OutOfScope):
            here.save()
    with scoped(None), pytest.raises(OutOfScope):
        Person.objects.count()


def test_an_official_brings_what_is_known_up_to_date(town, official, at, told):
    person = remember_person(**WITH_EGN, phone="0670 12345", address="ул. Опълченска 5", by=SYSTEM, at=at)
    remember_person(**{**WITH_EGN, "family_name": "Василева"}, phone="0670 99999", by=official, at=at)
    person.refresh_from_db()
    assert (person.family_name, person.phone, person.address) == ("Василева", "0670 99999", "ул. Опълченска 5")
    assert told().verb == "person.updated"
    assert told().facts == {"fields": "phone, family_name"}


@pytest.mark.parametrize("stranger", [VISITOR, Actor(None, "citizen")])
def test_who_types_a_neighbours_number_changes_nothing_of_them(town, official, at, stranger):
    person = remember_person(**WITH_EGN, phone="0670 12345", by=official, at=at)
    typed = remember_person(
        given_name="Друг",
        identifier_kind="egn",
        identifier=EGN,
        phone="000",
        email="x@chinar.example",
        by=stranger,
        at=at,
    )
    person.refresh_from_db()
    assert typed != person
    assert (person.given_name, person.phone, person.email) == ("Елена", "0670 12345", "")
    assert Person.objects.with_identifier("egn", EGN).get() == person


def test_a_neighbours_row_is_not_linked_to_the_account_of_who_types_its_number(town, official, citizen, account, at):
    neighbour = remember_person(**WITH_EGN, by=official, at=at)
    typed = remember_person(**WITH_EGN, account=account, phone="000", by=citizen, at=at)
    neighbour.refresh_from_db()
    assert (neighbour.account, neighbour.phone) == (None, "")
    assert (typed.account, typed.is_identifier_proven) == (account, False)


def test_a_citizen_changes_their_own_contact_but_not_their_name(town, citizen, account, at):
    own = remember_person(**WITH_EGN, account=account, by=citizen, at=at)
    assert own.account == account
    remember_person(**{**WITH_EGN, "given_name": "Ана"}, phone="0670 11111", account=account, by=citizen, at=at)
    own.refresh_from_db()
    assert (own.given_name, own.phone) == ("Елена", "0670 11111")


def test_the_row_of_an_account_without_a_number_takes_the_number(town, citizen, account, at):
    own = remember_person(**ELENA, birth_date=date(1889, 5, 24), account=account, by=citizen, at=at)
    assert own.birth_date == date(1889, 5, 24)
    assert remember_person(**ELENA, account=account, by=citizen, at=at) == own
    numbered = remember_person(**WITH_EGN, account=account, by=citizen, at=at)
    numbered.refresh_from_db()
    assert (numbered, numbered.masked_identifier, numbered.birth_date) == (own, "••••••••57", None)
    assert not Person.objects.with_identifier("egn", EGN).exists()


def test_a_number_that_somebody_typed_claims_nobody(town, citizen, official, account, at):
    typed = remember_person(**{**WITH_EGN, "given_name": "Друг"}, account=account, by=citizen, at=at)
    neighbour = Account.objects.create_user("neighbour@chinar.example", None, name="Съсед")
    theirs = remember_person(**WITH_EGN, account=neighbour, by=Actor(neighbour.pk, "citizen"), at=at)
    seen = remember_person(**WITH_EGN, by=official, at=at)
    assert len({typed.pk, theirs.pk, seen.pk}) == 3
    assert (theirs.given_name, theirs.account, seen.given_name) == ("Елена", neighbour, "Елена")
    assert Person.objects.with_identifier("egn", EGN).get() == seen


def test_another_number_is_another_person_even_from_the_same_account(town, citizen, account, at):
    own = remember_person(**WITH_EGN, account=account, by=citizen, at=at)
    other = remember_person(**{**WITH_EGN, "identifier": ANOTHER_EGN}, account=account, by=citizen, at=at)
    assert other != own
    assert other.account is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"identifier_kind": "egn", "identifier": "8925248158"},
        {"identifier_kind": "lnch", "identifier": "7111042922"},
        {"identifier_kind": "egn", "identifier": ""},
        {"identifier_kind": "none", "identifier": EGN},
        {"identifier_kind": "egn", "identifier": EGN, "birth_date": date(1889, 5, 25)},
    ],
)
def test_a_wrong_number_is_not_kept(town, official, at, wrong):
    with pytest.raises(WrongIdentifier) as refusal:
        remember_person(**ELENA, **wrong, by=official, at=at)
    assert wrong["identifier"] not in str(refusal.value) or not wrong["identifier"]
    assert not Person.objects.exists()


def test_a_birth_date_is_kept_only_where_the_number_does_not_tell_it(town, official, at):
    born = date(1889, 5, 24)
    assert remember_person(**WITH_EGN, birth_date=born, by=official, at=at).birth_date is None
    foreign = {**WITH_EGN, "identifier_kind": "lnch", "identifier": LNCH}
    assert remember_person(**foreign, birth_date=born, by=official, at=at).birth_date == born


def test_the_database_itself_refuses_a_second_row_with_the_number(town, official, at):
    remember_person(**WITH_EGN, by=official, at=at)
    twin = Person(given_name="Елена")
    twin.bears("egn", EGN)
    twin.is_identifier_proven = True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_number_entered_in_the_same_moment_by_another_is_found(town, official, at, monkeypatch):
    first = remember_person(**WITH_EGN, by=official, at=at)
    look = persons._by_number
    answers = iter([None])
    monkeypatch.setattr(persons, "_by_number", lambda *key: next(answers, look(*key)))
    assert remember_person(**WITH_EGN, by=official, at=at) == first


@pytest.mark.parametrize("who", [ELENA, WITH_EGN], ids=["without a number", "with a number"])
def test_the_row_of_an_account_entered_in_the_same_moment_is_found(town, citizen, account, at, monkeypatch, who):
    first = remember_person(**who, account=account, by=citizen, at=at)
    look = persons._of_account
    answers = iter([None])
    monkeypatch.setattr(persons, "_of_account", lambda of: next(answers, look(of)))
    assert remember_person(**who, account=account, by=citizen, at=at) == first


def test_an_account_is_one_person_in_a_town_and_another_elsewhere(town, other_town, official, account, at, told):
    person = remember_person(**WITH_EGN, by=official, at=at)
    link_account(person, account, by=official, at=at)
    link_account(person, account, by=official, at=at)
    assert told().verb == "person.linked"
    second = remember_person(**{**WITH_EGN, "identifier": ANOTHER_EGN}, by=official, at=at)
    with pytest.raises(AlreadyLinked):
        link_account(second, account, by=official, at=at)
    with pytest.raises(AlreadyLinked):
        link_account(person, Account.objects.create_user("ivan@chinar.example"), by=official, at=at)
    with scoped(other_town.pk):
        there = remember_person(**WITH_EGN, by=SYSTEM, at=at)
        link_account(there, account, by=SYSTEM, at=at)


def test_a_citizen_links_nobody(town, official, citizen, account, at):
    person = remember_person(**WITH_EGN, by=official, at=at)
    with pytest.raises(NotProven):
        link_account(person, account, by=citizen, at=at)


def test_every_unmasking_is_in_the_journal_with_its_purpose(town, official, at, told):
    person = remember_person(**WITH_EGN, by=official, at=at)
    person.refresh_from_db()
    assert unmask_identifier(person, purpose="94-1-23.11.2026", by=official, at=at) == EGN
    row = told()
    assert (row.verb, row.subject, row.actor_id) == ("person.unmasked", str(person.pk), official.account_id)
    assert row.facts == {"purpose": "94-1-23.11.2026"}


def test_a_number_is_not_unmasked_without_a_purpose(town, official, at):
    person = remember_person(**WITH_EGN, by=official, at=at)
    with pytest.raises(ValueError, match="purpose"):
        unmask_identifier(person, purpose=" ", by=official, at=at)


def test_the_journal_holds_no_name_and_no_number(town, official, at):
    person = remember_person(**WITH_EGN, phone="0670 12345", by=official, at=at)
    remember_person(**WITH_EGN, phone="0670 99999", by=official, at=at)
    unmask_identifier(person, purpose="test", by=official, at=at)
    written = str(list(Entry.objects.values("subject", "facts")))
    assert not [word for word in (EGN, "Елена", "Димитрова", "0670") if word in written]


def test_a_number_proven_later_makes_the_account_s_row_the_one_that_is_found(town, citizen, official, account, at):
    own = remember_person(**WITH_EGN, account=account, by=citizen, at=at)
    proven = remember_person(**WITH_EGN, account=account, by=official, at=at)
    assert proven == own
    assert Person.objects.with_identifier("egn", EGN).get() == own
