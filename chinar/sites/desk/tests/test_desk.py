"""The frame of officials' pages."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.people import middleware
from chinar.foundation.people.abilities import ROLE_NAMES
from chinar.foundation.people.actions import give_role

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)


@pytest.fixture
def account(django_user_model):
    return django_user_model.objects.create_user("georgi@chinar.example", "plane-tree-2026", name="Георги Николов")


def test_a_visitor_is_led_to_sign_in_and_back(client, town):
    response = client.get("/troyan/en/desk/")
    assert response.status_code == 302
    assert response["Location"] == "/en/accounts/login/?next=/troyan/en/desk/"


def test_a_citizen_learns_nothing_of_the_desk(client, town, account):
    client.force_login(account)
    assert client.get("/troyan/en/desk/").status_code == 404


def test_the_desk_says_in_which_role_one_works_and_where_to_go(client, town, account, monkeypatch):
    give_role(account=account, role="expert", valid_from=AT.date(), by=SYSTEM, at=AT)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    monkeypatch.setattr(middleware, "get_authentication_records", lambda *_: [{"method": "mfa"}])
    client.force_login(account)
    html = client.get("/troyan/en/desk/").content.decode()
    assert str(ROLE_NAMES["expert"]) in html
    assert 'data-key="1"' in html
    assert "/desk/cases/" in html
    assert "/desk/journal/" not in html  # an expert does not read the journal
