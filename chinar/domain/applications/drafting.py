"""Verbs of drafts: written down for a caller, a code with which one is finished elsewhere, who makes it theirs."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from chinar.domain.applications.general import general_for
from chinar.domain.applications.models import Draft
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


class AlreadyClaimed(Exception):
    """Somebody made the draft theirs before; nothing was changed."""


@transaction.atomic
def write_down(version: ServiceVersion, *, key: UUID, by: Actor, at: datetime) -> Draft:
    """An empty draft that is nobody's yet, for somebody on the telephone: nobody can sign there (АПК чл. 29 ал. 2, 5).

    Raises IntegrityError when the key was used.
    """
    general = general_for(version, at=at)
    draft: Draft = Draft.objects.create(
        key=key, service_version=version, general_version=general, written_by_id=by.account_id, changed_at=at
    )
    record("draft.written_down", by=by, at=at, subject=str(draft.pk), subject_kind="draft")
    return draft


@transaction.atomic
def follow(draft: Draft, version: ServiceVersion, *, at: datetime) -> None:
    """The municipality has published another description meanwhile: it is that one that is asked for."""
    draft.service_version, draft.general_version = version, general_for(version, at=at)
    draft.save(update_fields=["service_version", "general_version"])


@transaction.atomic
def give_code(draft: Draft, *, code: str, by: Actor, at: datetime) -> str:
    """The draft's code; the new one only when it had none. Whoever has it may finish the draft at any counter."""
    locked: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if not locked.code:
        locked.bears(code)
        locked.changed_at = at
        locked.save(update_fields=["code", "code_hash", "changed_at"])
        record("draft.code_given", by=by, at=at, subject=str(locked.pk), subject_kind="draft")
    draft.code, draft.code_hash = locked.code, locked.code_hash
    return str(locked.code)


@transaction.atomic
def claim(draft: Draft, *, by: Actor, at: datetime) -> None:
    """Whoever got the code by telephone goes on with the draft as their own; the code opens it no more.

    Raises AlreadyClaimed.
    """
    locked: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if locked.account_id is not None or by.account_id is None:
        raise AlreadyClaimed
    locked.account_id, locked.code, locked.code_hash, locked.changed_at = by.account_id, "", "", at
    locked.save(update_fields=["account", "code", "code_hash", "changed_at"])
    record("draft.claimed", by=by, at=at, subject=str(locked.pk), subject_kind="draft")
