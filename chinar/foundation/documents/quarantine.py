"""Documents from outside are held until they are found clean: the gate, and the page that says so in words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Held(Exception):
    """The document may not be opened: it is not checked yet, or malware was found in it; `why` is the Scan's state."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class QuarantineMiddleware:
    """Whichever page wanted to hand out a held document says in words why it does not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Held):
            return None
        response = render(request, "documents/held_page.html", {"why": exception.why}, status=409)
        response["Cache-Control"] = "private, no-store"
        return response
