"""Acting for another: for exactly one, on a ground, in a time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.people.actions import (
    WrongIdentifier,
    grant_mandate,
    remember_organisation,
    remember_person,
    revoke_mandate,
)
from chinar.foundation.people.models import Mandate, Organisation

FIRST = date(2026, 11, 1)
LAST = date(2026, 12, 31)


@pytest.fixture
def holder(town, at):
    return remember_person(given_name="Елена", by=SYSTEM, at=at)


@pytest.fixture
def father(town, at):
    return remember_person(given_name="Димитър", by=SYSTEM, at=at)


@pytest.fixture
def company(town, at):
    return remember_organisation(name="Чинар ООД", eik="999730219", kind="company", by=SYSTEM, at=at)


@pytest.fixture
def mandate(holder, father, official, at):
    return grant_mandate(
        holder=holder, person=father, ground="power_of_attorney", document="№ 12 от 01.11.2026",
        valid_from=FIRST, valid_until=LAST, by=official, at=at,
    )  # fmt: skip


def on_both_sides(mandate, day):
    """The row and the database must say the same."""
    by_row = Mandate.objects.get(pk=mandate.pk).is_valid(on=day)
    assert Mandate.objects.valid(on=day).filter(pk=mandate.pk).exists() is by_row
    return by_row


def test_a_mandate_holds_from_its_first_day_to_its_last(mandate, told):
    days = [FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1)]
    assert [on_both_sides(mandate, day) for day in days] == [False, True, True, False]
    assert (told().verb, told().facts) == ("mandate.granted", {"ground": "power_of_attorney"})


def test_a_revoked_mandate_no_longer_holds_on_that_day_but_did_before(mandate, official, at, told):
    revoke_mandate(mandate, by=official, at=at)
    revoke_mandate(mandate, by=SYSTEM, at=at + timedelta(days=1))
    day = at.date()
    assert [on_both_sides(mandate, day - timedelta(days=1)), on_both_sides(mandate, day)] == [True, False]
    mandate.refresh_from_db()
    assert (mandate.revoked_at, mandate.revoked_by_id) == (at, official.account_id)
    assert told().verb == "mandate.revoked"


def test_a_mandate_may_be_for_an_organisation_and_without_an_end(holder, company, official, at):
    mandate = grant_mandate(
        holder=holder, organisation=company, ground="employee", valid_from=FIRST, by=official, at=at
    )
    assert on_both_sides(mandate, date(2040, 1, 1))


@pytest.mark.parametrize("both", [True, False])
def test_a_mandate_is_for_exactly_one(holder, father, company, official, at, both):
    whom = {"person": father, "organisation": company} if both else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        grant_mandate(holder=holder, **whom, ground="parent", valid_from=FIRST, by=official, at=at)


def test_nobody_needs_a_mandate_for_themselves(holder, official, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        grant_mandate(holder=holder, person=holder, ground="parent", valid_from=FIRST, by=official, at=at)


def test_a_mandate_does_not_end_before_it_begins(holder, father, official, at):
    with pytest.raises(IntegrityError), transaction.atomic():
        grant_mandate(
            holder=holder, person=father, ground="parent", valid_from=LAST, valid_until=FIRST, by=official, at=at
        )


def test_there_is_no_other_ground(holder, father, official, at):
    with pytest.raises(ValueError, match="friendship"):
        grant_mandate(holder=holder, person=father, ground="friendship", valid_from=FIRST, by=official, at=at)


def test_a_mandate_of_another_town_is_not_found(mandate, other_town):
    with scoped(other_town.pk):
        assert not Mandate.objects.valid(on=FIRST).exists()
        with pytest.raises(Mandate.DoesNotExist):
            Mandate.objects.get(pk=mandate.pk)


def test_an_organisation_is_entered_once_for_its_number(company, official, citizen, at, told):
    again = remember_organisation(name="Чинар АД", eik="999 730 219", phone="0670 1", by=official, at=at)
    assert again == company
    assert (again.name, again.kind) == ("Чинар АД", "company")
    assert told().facts == {"fields": "phone, name"}
    remember_organisation(name="Подмяна", eik="999730219", by=citizen, at=at)
    assert Organisation.objects.get().name == "Чинар АД"


def test_organisations_without_a_number_are_never_taken_for_each_other(town, citizen, at):
    first = remember_organisation(name="Сдружение", by=citizen, at=at)
    assert remember_organisation(name="Сдружение", by=citizen, at=at) != first
    assert first.kind == "other"


@pytest.mark.parametrize("number", ["999730212", "8925248157"])
def test_a_wrong_number_or_that_of_a_person_is_not_an_organisations(town, official, at, number):
    with pytest.raises(WrongIdentifier):
        remember_organisation(name="Х", eik=number, by=official, at=at)
