"""Writing to the journal, and sealing what was written."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal import rules, verbs
from chinar.foundation.journal.models import Chain, Entry

IN_PLACE_OF = "in_place_of"
"""The fact that names the absent official for whom the actor acted."""


def record(
    verb: str,
    *,
    by: Actor,
    at: datetime,
    subject: str = "",
    subject_kind: str = "",
    facts: Mapping[str, str] | None = None,
) -> Entry:
    """Writes one entry of the municipality in scope (of the installation when there is none), in the caller's
    transaction. `subject` is a permanent public identifier; `facts` are texts that the verb's sentence names.

    Raises LookupError for a verb without a sentence, ValueError for a moment without a zone, a fact that the
    sentence needs and does not get, or what looks like personal data.
    """
    return _write(verb, by=by, at=at, subject=subject, subject_kind=subject_kind, facts=facts, ids=())


def record_read(
    verb: str,
    *,
    by: Actor,
    at: datetime,
    subject: str = "",
    subject_kind: str = "",
    facts: Mapping[str, str] | None = None,
    ids: Sequence[int | str] = (),
) -> Entry:
    """Writes that somebody read personal data: one entry for a page, `ids` being the rows that it showed.
    Raises as `record` does."""
    return _write(verb, by=by, at=at, subject=subject, subject_kind=subject_kind, facts=facts, ids=ids)


def _write(
    verb: str,
    *,
    by: Actor,
    at: datetime,
    subject: str,
    subject_kind: str,
    facts: Mapping[str, str] | None,
    ids: Sequence[int | str],
) -> Entry:
    told = dict(facts or {}) | ({IN_PLACE_OF: by.in_place_of} if by.in_place_of else {})
    if at.tzinfo is None:
        raise ValueError("A moment in the journal has a time zone.")
    if missing := verbs.facts_named(verb) - told.keys():
        raise ValueError(f"The sentence of {verb} needs {', '.join(sorted(missing))}.")
    if wrong := [name for name, value in told.items() if not isinstance(value, str)]:
        raise ValueError(f"Facts of {verb} are texts: {', '.join(sorted(wrong))}.")
    rules.refuse_personal_data([subject, *told.values(), *(i for i in ids if isinstance(i, str))])
    return Entry.objects.create(  # type: ignore[no-any-return]
        at=at,
        verb=verb,
        actor_id=by.account_id,
        actor_kind=by.kind,
        subject_kind=subject_kind,
        subject=subject,
        facts=told,
        ids=list(ids),
    )


def open_chain(municipality_id: int | None) -> Chain:
    """The chain of a municipality, or of the installation; made when it is not there yet."""
    return Chain.objects.of(municipality_id).get_or_create(defaults={"municipality_id": municipality_id})[0]


@transaction.atomic
def seal(municipality_id: int | None, *, limit: int = 1000) -> int:
    """Gives the oldest unsealed entries their positions and digests, and answers how many it sealed.

    One sealer at a time: the chain's row is locked till the transaction ends.
    """
    chain = Chain.objects.of(municipality_id).select_for_update().get()
    with scoped(municipality_id):
        entries = list(Entry.objects.unsealed()[:limit])
        for entry in entries:
            chain.last_position += 1
            entry.position = chain.last_position
            entry.digest = chain.last_digest = rules.digest(chain.last_digest, entry.content())
        Entry.objects.bulk_update(entries, ["position", "digest"], batch_size=100)
    if entries:
        chain.save(update_fields=["last_position", "last_digest"])
    return len(entries)
