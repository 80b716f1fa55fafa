"""A form of which very many came from one place waits until its sender confirms it by mail."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from chinar.domain.reports import links
from chinar.domain.reports.models import Category, HeldReport
from chinar.domain.reports.models.held_report import KEPT
from chinar.foundation.core.keys import lookup_hash
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.notifications.actions import About, forget_old, notify
from chinar.foundation.notifications.recipients import Recipient
from chinar.foundation.territory.models import Municipality

ABOUT = "held"


class TooManyHeld(Exception):
    """So many forms of this address, or of everybody, wait already that another one is not kept."""


@transaction.atomic
def hold_back(key: UUID, *, category: Category, typed: str, address: str, language: str, at: datetime) -> HeldReport:
    """Keeps what was typed and sends the letter to confirm it. The same key again changes nothing and writes no other
    letter. Raises TooManyHeld."""
    known: HeldReport | None = HeldReport.objects.filter(key=key).first()
    if known is not None:
        return known
    digest = lookup_hash(address.casefold(), purpose="reports.held")
    of_address = HeldReport.objects.filter(address_hash=digest).count()
    if of_address >= HeldReport.MOST_OF_ONE_ADDRESS or HeldReport.objects.count() >= HeldReport.MOST_WAITING:
        raise TooManyHeld
    facts = {"typed": typed, "address": address, "address_hash": digest, "language": language, "at": at}
    held: HeldReport = HeldReport.objects.create(category=category, key=key, **facts)

    def letter(town: Municipality) -> dict[str, Any]:
        arguments = {"key": key, "code": links.to_release(held)}
        link = absolute_url(town.slug, "reports:release", language=get_language() or "bg", **arguments)
        return {"link": link}

    notify(
        [Recipient(language=language, address=address)],
        template="reports/notices/held.txt",
        key=f"held:{key}",
        facts=letter,
        about=About(ABOUT, str(key)),
        at=at,
    )
    return held


def erase_old_held(*, at: datetime) -> None:
    """What nobody confirmed, and the letters about it."""
    old = HeldReport.objects.old(at=at)
    old.delete()
    forget_old(ABOUT, written_before=at - KEPT)
