from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_script_prefix, reverse
from django.utils import translation

from chinar.foundation.core import scope
from chinar.foundation.territory import towns
from chinar.foundation.territory.middleware import TownMiddleware
from chinar.foundation.territory.models import Municipality


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    towns.forget()
    yield
    towns.forget()
    translation.activate("bg")


def ask(path: str, **headers: Any) -> tuple[Any, ...]:
    """(municipality, scope, path below, prefix, address book) as a view would see them."""
    seen: list[Any] = []

    def view(request: HttpRequest) -> HttpResponse:
        town = request.municipality  # type: ignore[attr-defined]
        book = getattr(request, "urlconf", None)
        seen.append((town, scope.current_or_none(), request.path_info, get_script_prefix(), book))
        return HttpResponse()

    TownMiddleware(view)(RequestFactory().get(path, **headers))
    return seen[0]  # type: ignore[no-any-return]


@pytest.mark.django_db
class TestBySegment:
    def test_the_first_segment_names_the_municipality_and_becomes_the_prefix(self, troyan: Municipality) -> None:
        assert ask("/troyan/bg/places/") == (
            troyan,
            troyan.pk,
            "/bg/places/",
            "/troyan/",
            "chinar.config.urls_town",
        )

    def test_scope_and_prefix_are_put_back(self, troyan: Municipality) -> None:
        ask("/troyan/bg/")
        assert (scope.current_or_none(), get_script_prefix()) == (None, "/")

    def test_scope_and_prefix_are_put_back_after_an_error(self, troyan: Municipality) -> None:
        def view(request: HttpRequest) -> HttpResponse:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            TownMiddleware(view)(RequestFactory().get("/troyan/bg/"))
        assert (scope.current_or_none(), get_script_prefix()) == (None, "/")

    @pytest.mark.parametrize(
        "path", ["/", "/bg/", "/healthz", "/nowhere/bg/", "/TROYAN/bg/", "//troyan/bg/", "/places/troyan/"]
    )
    def test_anything_else_is_the_installation(self, troyan: Municipality, path: str) -> None:
        town, here, _, prefix, book = ask(path)
        assert (town, here, prefix, book) == (None, None, "/", None)

    def test_a_municipality_that_is_not_served_is_not_found(self, client: Client, razlog: Municipality) -> None:
        razlog.is_active = False
        razlog.save()
        assert client.get("/razlog/bg/").status_code == 404

    def test_an_unknown_segment_is_the_installations_404(self, client: Client, troyan: Municipality) -> None:
        for path in ("/nowhere/", "/nowhere/bg/", "/nowhere", "/nowhere/en/places/"):
            assert client.get(path).status_code == 404

    @pytest.mark.parametrize(("accepted", "language"), [("en-GB,en", "en"), ("bg", "bg"), ("de", "bg"), ("", "bg")])
    def test_a_bare_segment_leads_to_the_front_page_in_the_readers_language(
        self, client: Client, troyan: Municipality, accepted: str, language: str
    ) -> None:
        for path in ("/troyan", "/troyan/"):
            answer = client.get(path, headers={"accept-language": accepted})
            assert (answer.status_code, answer.headers["Location"]) == (302, f"/troyan/{language}/")

    @pytest.mark.parametrize("language", ["bg", "en"])
    def test_pages_answer_in_both_languages(self, client: Client, troyan: Municipality, language: str) -> None:
        answer = client.get(f"/troyan/{language}/")
        assert answer.status_code == 200
        assert f'lang="{language}"' in answer.content.decode()

    def test_addresses_made_inside_carry_the_segment(self, troyan: Municipality) -> None:
        made: list[str] = []

        def view(request: HttpRequest) -> HttpResponse:
            with translation.override("en"):
                made.append(reverse("territory:map", urlconf=request.urlconf))  # type: ignore[attr-defined]
            return HttpResponse()

        TownMiddleware(view)(RequestFactory().get("/troyan/en/"))
        assert made == ["/troyan/en/places/"]


@pytest.mark.django_db
class TestByHost:
    @pytest.fixture(autouse=True)
    def _hosts(self, settings: Any) -> None:
        settings.ALLOWED_HOSTS = ["portal.test", "troyan.test", "razlog.test"]
        settings.TOWN_HOSTS = {"troyan.test": "troyan", "razlog.test": "razlog"}

    def test_the_host_names_the_municipality(self, troyan: Municipality) -> None:
        for host in ("troyan.test", "TROYAN.test:8000"):
            seen = ask("/bg/places/", headers={"host": host})
            assert seen == (troyan, troyan.pk, "/bg/places/", "/", "chinar.config.urls_host")

    def test_at_its_own_host_no_segment_leads_to_another(
        self, client: Client, troyan: Municipality, razlog: Municipality
    ) -> None:
        assert client.get("/razlog/bg/", headers={"host": "troyan.test"}).status_code == 404
        assert client.get("/bg/", headers={"host": "troyan.test"}).status_code == 200

    def test_a_host_whose_municipality_is_not_served_shows_nothing(self, client: Client, troyan: Municipality) -> None:
        assert client.get("/bg/", headers={"host": "razlog.test"}).status_code == 404
        assert client.get("/troyan/bg/", headers={"host": "razlog.test"}).status_code == 404

    def test_a_forged_forwarded_host_is_not_heard(self, troyan: Municipality) -> None:
        seen = ask("/bg/", headers={"host": "portal.test", "x-forwarded-host": "troyan.test"})
        assert seen[:2] == (None, None)

    def test_an_unknown_host_is_refused(self, client: Client, troyan: Municipality) -> None:
        assert client.get("/troyan/bg/", headers={"host": "evil.test"}).status_code == 400

    def test_other_hosts_serve_segments(self, troyan: Municipality) -> None:
        assert ask("/troyan/bg/", headers={"host": "portal.test"})[0] == troyan


class TestMemory:
    @pytest.mark.django_db(transaction=True)
    def test_the_second_request_asks_no_database(self, troyan: Municipality, django_assert_num_queries: Any) -> None:
        ask("/troyan/bg/")
        with django_assert_num_queries(0):  # nor is PostgreSQL told a scope in which nothing is asked
            assert ask("/troyan/bg/")[0] == troyan

    @pytest.mark.django_db(transaction=True)
    def test_a_change_is_seen_at_once_in_the_process_that_made_it(self, troyan: Municipality) -> None:
        ask("/troyan/bg/")
        troyan.is_active = False
        troyan.save()
        assert ask("/troyan/bg/")[0] is None

    @pytest.mark.django_db(transaction=True)
    def test_what_a_request_does_to_its_municipality_is_not_remembered(self, troyan: Municipality) -> None:
        ask("/troyan/bg/")[0].name = "Forged"
        assert ask("/troyan/bg/")[0].name == "Троян"

    @pytest.mark.django_db(transaction=True)
    def test_memory_ends(self, troyan: Municipality, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(towns, "REMEMBERED", -1.0)
        ask("/troyan/bg/")
        Municipality.objects.filter(pk=troyan.pk).update(is_active=False)
        assert ask("/troyan/bg/")[0] is None

    @pytest.mark.django_db
    def test_inside_a_transaction_nothing_is_remembered(self, troyan: Municipality) -> None:
        ask("/troyan/bg/")
        assert towns._remembered is None
