"""Pages for what went wrong: what happened, that nothing was lost, what to do now."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

# When even the templates or the static files' list cannot be read.
LAST_RESORT = (
    "<!DOCTYPE html><html lang=bg><meta charset=utf-8><title>Chinar</title>"
    "<p>Нещо се счупи при нас. Приетото се пази. Опитайте отново след няколко минути.</p>"
    "<p lang=en>Something broke on our side. What was accepted is kept. Try again in a few minutes.</p></html>"
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "portal/errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "portal/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "portal/errors/404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was sent without the cookie that proves that it came from our own page."""
    return render(request, "portal/errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """In both languages and without request, database or session: any of them may be what failed."""
    try:
        return HttpResponseServerError(render_to_string("portal/errors/500.html"))
    except Exception:
        return HttpResponseServerError(LAST_RESORT)
