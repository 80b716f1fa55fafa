"""A page that reads alike for all is made once in some seconds; what is somebody's own is never given to another."""

from typing import Any

import pytest
from django.conf import settings as configured
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory
from django.utils import translation

from chinar.foundation.core import remembering
from chinar.foundation.core.remembering import remembered


class Made:
    """A page that tells how often it was made, with a form."""

    def __init__(self, **more: Any) -> None:
        self.times, self.more = 0, more

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.times += 1
        field = f'<input type="hidden" name="csrfmiddlewaretoken" value="{get_token(request)}">'
        return HttpResponse(f"{self.times} {field}", **self.more)


@pytest.fixture(autouse=True)
def for_ten_seconds(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.VISITORS_PAGE_SECONDS = 10
    remembering.forget()
    yield
    remembering.forget()


def asked(page: Made, path: str = "/a/", method: str = "get", **more: Any) -> str:
    request = getattr(RequestFactory(), method)(path, **more)
    request.COOKIES = more.get("cookies", {})
    return remembered(page)(request).content.decode()


def test_it_is_made_once_and_each_visitor_has_their_own_proof() -> None:
    page = Made()
    first, second, third = asked(page), asked(page), asked(page, cookies={configured.CSRF_COOKIE_NAME: "x" * 32})
    assert page.times == 1
    assert len({first, second, third}) == 3
    for text in (first, second, third):
        assert text.startswith("1 <input")
        assert 'value=""' not in text


def test_the_proof_given_with_a_remembered_page_is_taken() -> None:
    page = Made()
    asked(page)
    request = RequestFactory().get("/a/")
    token = remembered(page)(request).content.decode().split('value="')[1].split('"')[0]
    sent = RequestFactory().post("/a/", {"csrfmiddlewaretoken": token})
    sent.COOKIES[configured.CSRF_COOKIE_NAME] = request.META["CSRF_COOKIE"]
    middleware = CsrfViewMiddleware(lambda _request: HttpResponse())
    middleware.process_request(sent)
    assert middleware.process_view(sent, page, (), {}) is None


def test_who_brings_a_cookie_asks_a_question_or_sends_something_gets_it_as_it_is_now() -> None:
    page = Made()
    asked(page)
    asked(page, cookies={configured.SESSION_COOKIE_NAME: "s"})
    asked(page, cookies={"messages": "m"})
    asked(page, "/a/?by=event")
    asked(page, method="post")
    asked(page, method="head")
    assert page.times == 6


def test_every_address_host_and_language_has_its_own() -> None:
    page = Made()
    asked(page)
    asked(page, "/b/")
    asked(page, headers={"host": "localhost:1"})
    asked(page, secure=True)
    with translation.override("en"):
        asked(page)
    assert page.times == 5


def test_what_failed_sets_a_cookie_or_is_huge_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Made(status=404)
    asked(gone)
    asked(gone)
    assert gone.times == 2
    monkeypatch.setattr(remembering, "LARGEST", 5)
    huge = Made()
    asked(huge, "/huge/")
    asked(huge, "/huge/")
    assert huge.times == 2


def test_it_is_made_anew_when_its_time_is_over_and_the_oldest_go(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(remembering.time, "monotonic", lambda: now[0])
    page = Made()
    asked(page)
    now[0] += 10.5
    assert asked(page).startswith("2 ")
    monkeypatch.setattr(remembering, "MOST_BYTES", 150)
    for path in ("/b/", "/c/"):
        asked(page, path)
    assert asked(page).startswith("5 ")
