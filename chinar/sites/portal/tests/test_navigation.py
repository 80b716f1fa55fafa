"""The ways on from every page."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.urls import reverse, set_urlconf

from chinar.foundation.people.models import Account
from chinar.sites.portal import navigation

pytestmark = pytest.mark.usefixtures("_in_a_town")


@pytest.fixture
def _in_a_town() -> Iterator[None]:
    set_urlconf(settings.TOWN_URLCONF)
    yield
    set_urlconf(None)


def asked(rf, path, user=None):
    request = rf.get(path)
    request.user = user or AnonymousUser()
    return request


def test_the_present_page_is_marked(rf):
    html = navigation.panel(asked(rf, reverse("cases:follow")), None)
    assert html.count("<li>") == len(navigation.MAIN)
    assert html.count("aria-current") == 1


def test_the_panel_is_markup_on_the_page(rf):
    template = engines["jinja2"].from_string('{{ slot("navigation") }}')
    assert "&lt;" not in template.render({}, asked(rf, "/"))


def test_who_is_signed_in_finds_their_matters_first(rf):
    html = navigation.panel(asked(rf, "/", Account(email="elena@chinar.example")), None)
    assert html.index(reverse("cases:mine")) < html.index(reverse("catalogue:list"))
