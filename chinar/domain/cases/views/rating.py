"""Somebody says how they were served: by the link of a message or the code of a slip, without account and script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_ratelimit.decorators import ratelimit

from chinar.domain.cases.models import Rating, RatingRequest
from chinar.domain.cases.rating import access
from chinar.domain.cases.rating.actions import AlreadyRated, TooLate, give
from chinar.domain.cases.rating.codes import own_key_for
from chinar.domain.cases.rating.forms import CodeForm, MarkForm
from chinar.domain.cases.rating.naming import called
from chinar.domain.cases.rating.promises import plan_in_force
from chinar.foundation.core.actor import VISITOR
from chinar.foundation.documents.codes import format_code
from chinar.foundation.notifications.gateways import offers_sms

WAYS = {way.value: way for way in (Rating.Way.LINK, Rating.Way.SLIP, Rating.Way.SCREEN)}


@never_cache
@ratelimit(key="ip", rate="10/m", method="POST", block=False)  # type: ignore[untyped-decorator]
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Asks for the code of a slip."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and getattr(request, "limited", False):
        form.add_error(None, _("Too many attempts. Wait a minute, then try again. Nothing was lost."))
        return render(request, "cases/rating/code.html", {"form": form}, status=429)
    if request.method == "POST" and form.is_valid():
        asked = access.find_request(form.cleaned_data["code"])
        if asked is not None:
            return redirect(f"{_page(asked)}?way={Rating.Way.SLIP}")
        form.add_error("code", _("We find no such code. Compare it with the paper sign by sign."))
    return render(request, "cases/rating/code.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """The one question; afterwards a thank-you that says nothing of what was said: others may know the code too."""
    asked = access.get_request(code)
    way = WAYS.get(request.GET.get("way", ""), Rating.Way.LINK)
    form = MarkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            give(asked, form.given(get_language() or "bg"), way=way, by=VISITOR, at=timezone.now())
        except (AlreadyRated, TooLate):
            return redirect(_page(asked))
        return redirect(_page(asked) if way is Rating.Way.SCREEN else _own_page(asked))
    return render(request, "cases/rating/rate.html", _context(asked, form))


def _context(asked: RatingRequest, form: MarkForm) -> dict[str, object]:
    return {
        "asked": asked,
        "what": called(asked),
        "form": form,
        "plan": plan_in_force(),
        "is_over": asked.until < timezone.localdate(),
        "is_given": hasattr(asked, "rating"),
        "offers_sms": offers_sms(),
    }


def _page(asked: RatingRequest) -> str:
    return reverse("cases:rate", kwargs={"code": format_code(asked.code)})


def _own_page(asked: RatingRequest) -> str:
    codes = {"code": format_code(asked.code), "key": format_code(own_key_for(asked.subject))}
    return reverse("cases:rated", kwargs=codes)


@never_cache
@require_safe
def rated(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """For whoever gave the rating: what they said, until when it is answered, and the answer."""
    rating = access.get_own_rating(code, key)
    reply = getattr(rating, "reply", None)
    return render(
        request, "cases/rating/rated.html", {"rating": rating, "reply": reply, "what": called(rating.request)}
    )
