"""The ways on from every page of a municipality."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core import slots
from chinar.foundation.core.urls import url


@dataclass(frozen=True, slots=True)
class Way:
    """A page by the name of its address, what it is called, and what one does there."""

    name: str
    text: str | Promise
    purpose: str | Promise


MINE = Way("cases:mine", _("My matters"), _("What you have begun, sent and received."))
# In the head of every page: few, for on a phone each is a line.
MAIN = (
    Way(
        "catalogue:list",
        _("Services"),
        _("All services from A to Z: what is needed, how long it takes, what it costs."),
    ),
    Way("cases:follow", _("Follow my matter"), _("By its number and key you see how far it is and when it is due.")),
)
# At the foot of every page.
MORE = (
    Way("reports:new", _("Report a problem"), _("A broken lamp, a hole, rubbish: with a photo, without an account.")),
    Way("reports:list", _("Signals of citizens"), _("What others have reported, what was promised, what was done.")),
    Way("enquiries:start", _("Ask a question"), _("An answer within 5 working days, without an account.")),
    Way("enquiries:answers", _("Questions and answers"), _("What others have asked, and what we answered.")),
    Way(
        "information_requests:start",
        _("Request public information"),
        _("What the municipality holds, within 14 days, by the law on access to public information."),
    ),
    Way(
        "information_requests:register",
        _("Public information given"),
        _("What others asked for by that law, and what they were given."),
    ),
    Way("catalogue:town_hall", _("How the town hall works"), _("Who decides what, and the path of your file.")),
    Way("offices:list", _("Offices"), _("Where and when we are open, in town and in the villages.")),
    Way("territory:map", _("Places"), _("The towns and villages of the municipality on a map.")),
    Way("cases:public_figures", _("Are we on time?"), _("How many decisions came in time, and after how long.")),
    Way("cases:rating_code", _("Rate how you were served"), _("With the code of your receipt or slip: one question.")),
    Way("documents:check", _("Check a document"), _("By its code you see whether a document of ours is genuine.")),
    Way("time:calculator", _("Count a period"), _("On which day a period of the law ends, and why.")),
)


# What the law asks of every municipality; at the foot only.
LEGAL = (
    Way("appeals:board", _("Notice board"), ""),
    Way("portal:charter", _("Client's charter"), ""),
    Way("portal:accessibility", _("Accessibility"), ""),
)


def main_ways(request: HttpRequest) -> list[dict[str, object]]:
    """What the head of the page leads to; one's own matters first."""
    return _drawn(request, (MINE, *MAIN) if request.user.is_authenticated else MAIN)


def all_ways(request: HttpRequest) -> list[dict[str, object]]:
    """The doors of the front page."""
    return main_ways(request) + _drawn(request, MORE)


def _drawn(request: HttpRequest, ways: tuple[Way, ...]) -> list[dict[str, object]]:
    found = ((way, url(way.name)) for way in ways)
    return [
        {"href": href, "text": way.text, "purpose": way.purpose, "current": request.path == href} for way, href in found
    ]


def panel(request: HttpRequest, subject: object) -> str:
    return slots.rendered("portal/navigation.html", request, ways=main_ways(request))


def foot(request: HttpRequest, subject: object) -> str:
    return slots.rendered("portal/foot.html", request, ways=_drawn(request, (*MORE, *LEGAL)))
