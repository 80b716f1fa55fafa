"""The front pages, the frame around every page, and what one sees when something goes wrong."""

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.test import Client, RequestFactory

from chinar.sites.portal.views import errors

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("town")
class TestFrame:
    def test_the_municipality_comes_first_and_leads_to_its_front_page(self, client):
        html = client.get("/troyan/en/").content.decode()
        assert '<html lang="en"' in html
        assert "<title>Municipality of Troyan</title>" in html
        assert '<a class="govuk-link ch-header__town" href="/troyan/en/">' in html
        assert html.index("Skip to the main content") < html.index("ch-header__town") < html.index("ch-foot__chinar")

    def test_the_same_page_is_one_press_away_in_the_other_language(self, client):
        html = client.get("/troyan/bg/?a=1").content.decode()
        assert '<a class="govuk-link" href="/troyan/en/?a=1" lang="en" hreflang="en">English</a>' in html

    def test_signing_in_leads_back_to_the_page(self, client):
        html = client.get("/troyan/en/?a=1").content.decode()
        assert 'href="/en/accounts/login/?next=%2Ftroyan%2Fen%2F%3Fa%3D1"' in html

    def test_a_demonstration_says_so_and_a_town_hall_does_not(self, client, settings):
        notice = "the people and the contents here are invented"
        assert notice in client.get("/troyan/en/").content.decode()
        settings.DEMO = False
        assert notice not in client.get("/troyan/en/").content.decode()

    def test_no_page_needs_an_inline_script_or_style_or_another_host(self, client):
        html = client.get("/troyan/en/").content.decode()
        assert "<style" not in html
        assert " style=" not in html
        assert "://" not in html.replace("http://www.w3.org/2000/svg", "")
        assert html.count("<script") == html.count('<script type="module" src="/static/')


@pytest.mark.usefixtures("town")
class TestInstallation:
    def test_it_lists_the_municipalities_in_the_readers_language(self, client):
        assert '<a class="govuk-link govuk-link--no-visited-state" href="/troyan/en/">Troyan</a>' in (
            client.get("/en/").content.decode()
        )
        assert 'href="/troyan/bg/">Троян</a>' in client.get("/bg/").content.decode()

    def test_it_does_not_ask_the_database_once_more_for_each_municipality(self, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(5):
            client.get("/en/")

    def test_a_demonstration_is_not_for_search_engines(self, client):
        assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


@pytest.mark.usefixtures("town")
class TestErrors:
    @pytest.mark.parametrize("path", ["/troyan/en/nothing/here/", "/en/nothing/"])
    def test_a_page_that_is_not_there_keeps_the_frame_and_says_what_to_do(self, client, path):
        response = client.get(path)
        html = response.content.decode()
        assert response.status_code == 404
        assert "There is no such page" in html
        assert "nothing was lost" in html
        assert "To the front page" in html
        assert "ch-header" in html

    def test_a_form_without_the_cookie_says_that_nothing_was_lost(self):
        response = Client(enforce_csrf_checks=True).post("/en/accounts/login/", {"login": "elena@chinar.example"})
        html = response.content.decode()
        assert response.status_code == 403
        assert "The form was not sent" in html
        assert "nothing was lost" in html
        assert "elena@chinar.example" not in html

    @pytest.mark.parametrize(
        ("view", "exception", "status"),
        [(errors.bad_request, BadRequest(), 400), (errors.forbidden, PermissionDenied(), 403)],
    )
    def test_other_refusals_say_that_nothing_was_lost(self, view, exception, status):
        response = view(RequestFactory().get("/en/"), exception)
        assert response.status_code == status
        assert "загубено" in response.content.decode() or "lost" in response.content.decode()

    def test_a_wrong_host_name_is_refused_with_a_page(self, client):
        response = client.get("/en/", headers={"host": "elsewhere.example"})
        assert response.status_code == 400
        assert "ch-header" in response.content.decode()


class TestServerError:
    def test_it_speaks_both_languages_without_request_or_database(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            response = errors.server_error(RequestFactory().get("/"))
        html = response.content.decode()
        assert response.status_code == 500
        assert "Нещо се счупи при нас" in html
        assert "Something broke on our side" in html

    def test_even_without_templates_something_is_said(self, monkeypatch):
        def broken(*args):
            raise OSError("no templates")

        monkeypatch.setattr(errors, "render_to_string", broken)
        assert "Something broke" in errors.server_error(RequestFactory().get("/")).content.decode()

    def test_every_address_book_has_the_error_pages(self):
        from importlib import import_module

        for book in (settings.ROOT_URLCONF, settings.TOWN_URLCONF, settings.HOST_URLCONF):
            for status in (400, 403, 404, 500):
                assert getattr(import_module(book), f"handler{status}").startswith("chinar.sites.portal.views.errors.")
