"""What the worker does for applications."""

import logging
from contextlib import suppress
from datetime import datetime

from django.utils import timezone

from chinar.domain.applications.complex.deciding import ANSWER, GIVEN, take_in
from chinar.domain.applications.delivering import count_download, deem_received
from chinar.domain.applications.delivery_access import deemed_by, uncounted
from chinar.domain.applications.expiring import warn_of_expiry
from chinar.domain.applications.fees import lift_fees_of_forwarded
from chinar.domain.applications.models import Draft
from chinar.domain.applications.models.draft import KEPT_FOR
from chinar.domain.applications.resuming import ABOUT
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.watching.actions import tell_of_missing_calendar
from chinar.foundation.notifications.actions import forget_old
from chinar.foundation.territory.doors import inbox, inside
from chinar.foundation.territory.models import Municipality
from chinar.foundation.time.rules import NoCalendar

MOST_OF_ONE_TOWN = 50

log = logging.getLogger(__name__)


def erase_old_drafts() -> None:
    """Erases drafts that nobody has changed for 30 days, and the messages with links to such; filed applications are
    no drafts."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            Draft.objects.old(at=now).delete()
            forget_old(ABOUT, written_before=now - KEPT_FOR)


def serve_deemed() -> None:
    """What nobody downloaded, or was on the board long enough, counts as received; a failure in one town stops no
    other."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                _count_downloads(at=now)
                for attempt in deemed_by(on=timezone.localdate(now)):
                    deem_received(attempt, at=now)
        except Exception:
            log.exception("what counts as received in %s was not entered; it will be tried again", municipality.slug)


def _count_downloads(*, at: datetime) -> None:
    """Those whose last day could not be told at issue; while the calendar is missing, who can load it hears of it."""
    try:
        for attempt in uncounted():
            count_download(attempt, at=at)
    except NoCalendar as missing:
        tell_of_missing_calendar(missing, at=at)


def warn_of_rights_that_end() -> None:
    """Once a day; a failure in one town stops no other, and where the law is not known nobody is told."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality), suppress(NoLegalPeriod):
                warn_of_expiry(at=now)
        except Exception:
            log.exception("holders of rights were not warned in %s; it will be tried again", municipality.slug)


def carry_between_towns() -> None:
    """Enters what other municipalities decided of what was sent to them, and that applicants have received it."""
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                for message in inbox().filter(kind__in=[ANSWER, GIVEN])[:MOST_OF_ONE_TOWN]:
                    take_in(message, at=timezone.now())
        except Exception:
            log.exception("answers about applications wait in %s; it will be tried again", municipality.slug)


def lift_fees() -> None:
    """Proposes that what was sent to another municipality, and accepted there, costs nothing here."""
    for municipality in Municipality.objects.active():
        try:
            with inside(municipality):
                lift_fees_of_forwarded(at=timezone.now())
        except Exception:
            log.exception("fees of what was forwarded stand in %s; it will be tried again", municipality.slug)
