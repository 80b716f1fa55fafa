"""Verbs of drafts without an account: begun in one browser, gone on with in another by a link mailed once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from chinar.domain.applications.general import general_for
from chinar.domain.applications.models import Draft, DraftLink
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.content import words
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.actions import About, notify
from chinar.foundation.notifications.recipients import Recipient
from chinar.foundation.territory.models import Municipality

ABOUT = "draft"
MOST_AT_ONCE = 5
"""Drafts of one address for which links go out together, the last touched first."""


class NoSuchLink(Exception):
    """Never sent, used, too old, or replaced by a newer one: which of them, nobody is told."""


def begin(version: ServiceVersion, *, key: UUID, secret: str, at: datetime) -> Draft:
    """An empty draft of the browser that has the secret; not journalled, like every draft before it is sent."""
    draft = Draft(key=key, service_version=version, general_version=general_for(version, at=at), changed_at=at)
    draft.held_by(secret)
    draft.save()
    return draft


@transaction.atomic
def send_link(draft: Draft, *, email: str, token: str, by: Actor, at: datetime) -> None:
    """Mails the way back to the draft; whatever link it had opens nothing more."""
    locked: Draft = Draft.objects.select_for_update(of=("self",)).select_related("service_version").get(pk=draft.pk)
    link = DraftLink.objects.filter(draft=locked).first() or DraftLink(draft=locked)
    link.leads(email=email, token=token, at=at)
    link.save()
    record("draft.link_sent", by=by, at=at, subject=str(locked.pk), subject_kind="draft")
    notify(
        [Recipient(language=get_language() or "bg", address=email)],
        template="applications/notices/draft_link.txt",
        key=f"draft:{locked.key}:{link.token_hash[:16]}",
        facts=lambda town: _facts(town, locked, token),
        about=About(ABOUT, str(locked.key)),
        at=at,
    )


def _facts(town: Municipality, draft: Draft, token: str) -> dict[str, Any]:
    language = get_language() or "bg"
    return {
        "service": words(draft.service_version, "name"),
        "link": absolute_url(town.slug, "applications:go_on", language=language, token=token),
        "again": absolute_url(town.slug, "applications:ask_link", language=language),
    }


def send_links_again(email: str, *, draw: Callable[[], str], by: Actor, at: datetime) -> None:
    """A new link for each draft that was left with the address; nothing happens where there is none."""
    links = DraftLink.objects.of_address(email).select_related("draft").order_by("-draft__changed_at")
    for link in links[:MOST_AT_ONCE]:
        send_link(link.draft, email=link.email, token=draw(), by=by, at=at)


@transaction.atomic
def go_on(token: str, *, secret: str, by: Actor, at: datetime) -> Draft:
    """Uses the link up: the draft is now held by the browser with the secret, and by no other. Raises NoSuchLink."""
    found = DraftLink.objects.opened_with(token, at=at).select_for_update(of=("self",)).first()
    if found is None:
        raise NoSuchLink
    found.used_at = at
    found.save(update_fields=["used_at"])
    draft: Draft = found.draft
    draft.held_by(secret)
    draft.save(update_fields=["holder_hash"])
    record("draft.resumed", by=by, at=at, subject=str(draft.pk), subject_kind="draft")
    return draft


@transaction.atomic
def make_ones_own(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Whoever wrote it without an account has signed in: the draft is theirs, its link leads nowhere any more.

    Unlike one written down on the telephone it keeps its code: its owner may have taken one before.
    """
    locked: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
    locked.account_id, locked.holder_hash = by.account_id, ""
    locked.save(update_fields=["account", "holder_hash"])
    DraftLink.objects.filter(draft=locked).delete()
    record("draft.owned", by=by, at=at, subject=str(locked.pk), subject_kind="draft")
    draft.account_id, draft.holder_hash = locked.account_id, ""
