"""The end of a visit: what is missing is told in one list, or everything is registered at once."""

import logging
import secrets

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.applications.drafting import follow
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.catalogue.access import get_published_version
from chinar.domain.visits.actions import opening
from chinar.domain.visits.actions.registering import Ready, register_visit
from chinar.domain.visits.forms import MandateForm
from chinar.domain.visits.models import VisitItem
from chinar.domain.visits.views.screen import Screen
from chinar.foundation.core.content import words
from chinar.foundation.documents.codes import draw
from chinar.foundation.people.access import actor_of
from chinar.foundation.time.rules import NoCalendar

logger = logging.getLogger(__name__)


def finish(request: HttpRequest, screen: Screen, _what: str) -> HttpResponse:
    """Registers all that is in the basket; a second press leads to the same receipt."""
    _judge_parties(screen)
    ready = _ready(screen)
    if screen.faults:
        return screen.page(request)
    language = get_language() or "bg"
    try:
        register_visit(screen.visit, ready, language=language, by=actor_of(request.user), at=timezone.now())
    except (opening.AlreadyFinished, IntegrityError):
        # The same press arrived twice, or a colleague was first: what was registered is the answer.
        screen.visit.refresh_from_db(fields=["finished_at"])
        if screen.visit.finished_at is None:
            raise
    except (NoCalendar, NoLegalPeriod):
        logger.exception("visit %s cannot be counted", screen.visit.pk)
        text = _("The due date of a service cannot be counted yet, so nothing was registered. Everything is kept.")
        screen.faults.append({"text": text})
        return screen.page(request)
    return redirect("visits:done", key=screen.visit.key)


def _judge_parties(screen: Screen) -> None:
    visit = screen.visit
    if visit.person is None:
        screen.faults.append({"text": _("Find or enter who stands at the counter"), "href": "#who"})
    elif not visit.person.address:
        text = _("Enter the address at which they receive letters")
        screen.faults.append({"text": text, "href": "#id_contact-address"})
    if not visit.is_for_another:
        return
    kept = {"mandate-ground": visit.ground, "mandate-document": visit.document}
    form = MandateForm(kept, concerned=visit.concerned, is_whole=True, on=screen.today)
    if not form.is_valid():
        screen.mandate = form
        screen.faults.append({"text": _("It is not said yet why one person may act for the other")})


def _ready(screen: Screen) -> list[Ready]:
    """The whole basket with its answers; what is missing is told, and its sheet opened."""
    if not screen.items:
        screen.faults.append({"text": _("Choose a service first"), "href": "#service"})
    ready = []
    for item in screen.items:
        journey = screen.journey(item)
        if journey is None:
            text = _("A service was sent online meanwhile, or its draft was erased. Remove it from the list.")
            screen.faults.append({"text": text})
        elif journey.draft.service_version.superseded_at is not None:
            _describe_anew(screen, item)
        elif screen.visit.organisation_id and not journey.draft.service_version.takes_organisations:
            name = words(journey.draft.service_version, "name")
            text = _("This service is not for organisations: %(name)s. Remove it, or file for a person.")
            screen.faults.append({"text": text % {"name": name}})
        elif journey.first_open() is not None:
            _tell_open(screen, item)
        else:
            ready.append(Ready(item, journey, draw(secrets.token_bytes)))
    return ready


def _describe_anew(screen: Screen, item: VisitItem) -> None:
    """The town has published a new description meanwhile: it is that one that is asked for."""
    draft = screen.drafts[item.key]
    follow(draft, get_published_version(draft.service_version.service.code), at=timezone.now())
    screen.item = item
    screen.faults.append(
        {"text": _("The description of the service has changed. Look at it, then register once more.")}
    )


def _tell_open(screen: Screen, item: VisitItem) -> None:
    if screen.item is None or screen.item.is_complete:
        screen.item = item
    text = _("Something is missing in the questions of a service: it is marked in the list")
    if not any(fault["text"] == text for fault in screen.faults):
        screen.faults.append({"text": text, "href": "#sheet"})
    opening.mark_complete([(item, False)])
