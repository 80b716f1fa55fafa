"""Who may do what, in which town and department."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
from chinar.foundation.core.scope import OutOfScope, scoped
from chinar.foundation.people.abilities import ABILITIES, ROLE_NAMES, ROLES
from chinar.foundation.people.access import (
    actor_of,
    can,
    is_official_anywhere,
    person_of,
    require,
    roles_of,
    sign_in_required,
)
from chinar.foundation.people.actions import (
    UnknownRole,
    end_role,
    give_role,
    remember_person,
)
from chinar.foundation.people.models import Account, Posting, Role

TODAY = date(2026, 11, 23)


@pytest.fixture
def expert(town, account, civil_status, at):
    give_role(account=account, role="expert", department=civil_status, valid_from=TODAY, by=SYSTEM, at=at)
    return account


def fresh(account):
    return Account.objects.get(pk=account.pk)


def test_every_role_has_a_name_and_opens_the_desk():
    assert set(ROLE_NAMES) == set(ROLES)
    assert set(ROLES) == {
        "clerk", "cashier", "expert", "head", "secretary", "mayor", "deputy",
        "catalogue_editor", "shared_editor", "press_officer", "operator",
    }  # fmt: skip
    assert all("desk.enter" in abilities for abilities in ROLES.values())


def test_who_keeps_the_installation_running_reads_no_case():
    assert "cases.read" not in ROLES["operator"]
    assert "people.unmask" not in ROLES["operator"]


def test_a_role_reaches_its_department_alone(expert, civil_status, taxes):
    assert can(expert, "applications.decide", on=TODAY)
    assert can(expert, "applications.decide", on=TODAY, department=civil_status)
    assert not can(expert, "applications.decide", on=TODAY, department=taxes)
    assert not can(expert, "documents.deliver", on=TODAY)


def test_a_role_without_a_department_reaches_all(town, account, taxes, at):
    give_role(account=account, role="secretary", valid_from=TODAY, by=SYSTEM, at=at)
    assert can(account, "cases.read", on=TODAY, department=taxes)


def test_an_official_is_a_stranger_in_another_town(expert, other_town, civil_status):
    assert actor_of(expert, on=TODAY) == Actor(expert.pk, "official")
    with scoped(other_town.pk):
        assert not can(expert, "cases.read", on=TODAY)
        assert actor_of(expert, on=TODAY) == Actor(expert.pk, "citizen")
        with pytest.raises(Role.DoesNotExist):
            Role.objects.get(account=expert)
    with scoped(None):
        assert actor_of(expert, on=TODAY).kind == "citizen"
        assert is_official_anywhere(expert)
        with pytest.raises(OutOfScope):
            can(expert, "cases.read", on=TODAY)


def test_a_department_of_another_town_gives_no_role(town, other_town, account, civil_status, at):
    with scoped(other_town.pk), pytest.raises(IntegrityError), transaction.atomic():
        give_role(account=account, role="expert", department=civil_status, valid_from=TODAY, by=SYSTEM, at=at)


def test_nobody_else_is_an_official(town, account):
    assert actor_of(AnonymousUser()) == VISITOR
    assert actor_of(account, on=TODAY) == Actor(account.pk, "citizen")
    assert not can(AnonymousUser(), "cases.read", on=TODAY)
    assert not is_official_anywhere(account)
    assert not is_official_anywhere(AnonymousUser())


def test_a_closed_account_can_do_nothing(expert):
    expert.is_active = False
    assert not can(expert, "cases.read", on=TODAY)


def test_a_misspelt_ability_is_an_error_and_not_a_closed_door(account):
    with pytest.raises(ValueError, match=r"cases\.reed"):
        can(account, "cases.reed")
    with pytest.raises(ValueError, match=r"cases\.reed"):
        require("cases.reed")
    assert "cases.read" in ABILITIES


def test_roles_are_asked_once_for_a_request(expert, django_assert_num_queries, civil_status):
    with django_assert_num_queries(1):
        for _ in range(3):
            assert can(expert, "cases.read", on=TODAY, department=civil_status)
            assert actor_of(expert, on=TODAY).kind == "official"


def test_a_role_holds_from_its_first_day_to_its_last(town, account, at):
    last = TODAY + timedelta(days=9)
    give_role(account=account, role="clerk", valid_from=TODAY, valid_until=last, by=SYSTEM, at=at)
    assert [len(roles_of(account, on=TODAY + timedelta(days=n))) for n in (-1, 0, 9, 10)] == [0, 1, 1, 0]


def test_a_role_that_is_ended_is_over_at_once(expert, at, told):
    role = Role.objects.get()
    end_role(role, by=SYSTEM, at=at)
    assert told().verb == "role.ended"
    end_role(role, by=SYSTEM, at=at)
    assert not can(fresh(expert), "cases.read", on=TODAY)
    assert not is_official_anywhere(fresh(expert))
    assert role.is_valid(on=TODAY)  # the row in hand is the old one
    assert not Role.objects.get().is_valid(on=TODAY)


def test_the_same_role_is_given_once(expert, civil_status, at):
    again = give_role(account=expert, role="expert", department=civil_status, valid_from=TODAY, by=SYSTEM, at=at)
    assert Role.objects.get() == again


def test_a_role_that_ran_out_is_followed_by_a_new_one(town, account, official, at):
    old = give_role(
        account=account, role="clerk", valid_from=date(2025, 1, 1), valid_until=date(2025, 12, 31), by=official, at=at
    )
    new = give_role(account=account, role="clerk", valid_from=TODAY, by=official, at=at)
    old.refresh_from_db()
    assert old.ended_at == at
    assert (new != old, new.given_by_id) == (True, official.account_id)


def test_an_unknown_role_is_refused(town, account, at):
    with pytest.raises(UnknownRole):
        give_role(account=account, role="king", valid_from=TODAY, by=SYSTEM, at=at)


def test_a_code_that_is_no_role_any_more_gives_nothing(town, account):
    Role.objects.create(account=account, role="scribe", valid_from=TODAY)
    assert not any(can(account, ability, on=TODAY) for ability in ABILITIES)


def test_a_posting_lasts_as_long_as_one_role_in_the_town(expert, other_town, at):
    role = Role.objects.get()
    clerk = give_role(account=expert, role="clerk", valid_from=TODAY, by=SYSTEM, at=at)
    with scoped(other_town.pk):
        elsewhere = give_role(account=expert, role="mayor", valid_from=TODAY, by=SYSTEM, at=at)
    assert Posting.objects.filter(account=expert).count() == 2
    end_role(role, by=SYSTEM, at=at)
    assert Posting.objects.filter(account=expert).count() == 2
    end_role(clerk, by=SYSTEM, at=at)
    assert Posting.objects.get(account=expert).municipality_id == other_town.pk
    with scoped(other_town.pk):
        end_role(elsewhere, by=SYSTEM, at=at)
    assert not fresh(expert).is_official


def test_the_account_is_one_person_of_the_town_in_scope(town, other_town, account, citizen, at):
    own = remember_person(given_name="Елена", account=account, by=citizen, at=at)
    assert person_of(account) == own
    assert person_of(AnonymousUser()) is None
    with scoped(other_town.pk):
        assert person_of(account) is None


@require("applications.decide")
def decide(request, number):
    return HttpResponse(number)


@sign_in_required
def mine(request):
    return HttpResponse("mine")


def asked(user, path="/troyan/bg/desk/?page=2"):
    request = RequestFactory().get(path)
    request.user = user
    return request


def test_a_visitor_is_led_to_sign_in_and_back(town):
    for answer in (decide(asked(AnonymousUser()), number="94-1"), mine(asked(AnonymousUser()))):
        assert answer.status_code == 302
        assert answer["Location"].endswith("/accounts/login/?next=/troyan/bg/desk/%3Fpage%3D2")
        assert not answer["Location"].startswith("/troyan/")


def test_what_is_not_yours_is_not_there(town, account):
    assert mine(asked(account)).content == b"mine"
    with pytest.raises(Http404):
        decide(asked(account), number="94-1")


def test_who_has_the_ability_comes_in(town, account, at):
    give_role(account=account, role="expert", valid_from=date(2020, 1, 1), by=SYSTEM, at=at)
    assert decide(asked(account), number="94-1").content == b"94-1"
    assert decide.__name__ == "decide"
