"""The box on the sign-in pages that says whom one may be in the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from markupsafe import Markup

from chinar.demo.cast import PASSWORD, PEOPLE
from chinar.demo.second_factor import current_code, seconds_left


def panel(request: HttpRequest, subject: Any) -> str:
    """For subject "code" only the code of the second factor; else the people too. Nothing outside demo mode."""
    if not settings.DEMO:
        return ""
    now = timezone.now()
    context = {
        "people": () if subject == "code" else PEOPLE,
        "latin": translation.get_language() != "bg",
        "password": PASSWORD,
        "code": current_code(now),
        "seconds": seconds_left(now),
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    # Jinja2 has escaped what stands in it, but Django hands it over as text that does not say so.
    return Markup(render_to_string("demo/signin.html", context, request))  # noqa: S704
