"""The only door by which the desk gets an object of the trail and its links. Not yours and not there answer alike."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from chinar.foundation.people.access import can
from chinar.foundation.trail import queries
from chinar.foundation.trail.describing import Seen, Traced, User, described, kind_named
from chinar.foundation.trail.models import Link
from chinar.foundation.trail.rules import Thing
from chinar.foundation.trail.wording import BACKWARDS, FORWARDS, Words

ABILITY = "trail.link"


@dataclass(frozen=True, slots=True)
class Own:
    """An object that the official may link. `seen` is None when not everybody may read it: then nothing new is
    linked with it, and what was can only be removed."""

    thing: Thing
    traced: Traced
    seen: Seen | None


@dataclass(frozen=True, slots=True)
class Row:
    """A link of an object as the desk shows it; `other` is None when the other end is no longer public."""

    link: Link
    bond: Words
    other: Seen | None
    kind: Words
    address: str


def get_own(user: User, kind: str, key: str, *, on: date) -> Own:
    """Raises Http404 where the ability does not reach the object, or the official is kept away from it."""
    traced = kind_named(kind)
    if traced is None or not can(user, ABILITY, on=on):
        raise Http404
    if key in traced.kept_from(user) or not traced.reached(user, key, on):
        raise Http404
    thing = Thing(kind, key)
    return Own(thing, traced, queries.seen_of([thing]).get(thing))


def may_link(user: User, kind: str, key: str, *, on: date) -> bool:
    """Whether the desk's page of an object offers the way to its links."""
    traced = kind_named(kind)
    return traced is not None and can(user, ABILITY, on=on) and traced.reached(user, key, on)


def rows_for(user: User, own: Own) -> list[Row]:
    """The links of the object, without those to what does not exist for the official."""
    links = queries.links_of(own.thing)
    others = {link.pk: link.effect if link.cause == own.thing else link.cause for link in links}
    seen, hidden = queries.seen_of(others.values()), _hidden_from(user) if links else frozenset()
    return [_row(link, others[link.pk], seen, own) for link in links if others[link.pk] not in hidden]


def _row(link: Link, other: Thing, seen: dict[Thing, Seen], own: Own) -> Row:
    traced = kind_named(other.kind)
    said = FORWARDS if link.cause == own.thing else BACKWARDS
    address = traced.address(other.key) if traced and other in seen else ""
    return Row(link, said[link.bond], seen.get(other), traced.name if traced else "", address)


def candidates(user: User, own: Own, typed: str) -> dict[Thing, Seen]:
    """What may be linked with the object: public ones that answer to the number or the words."""
    found = queries.find(typed) if typed.strip() else {}
    hidden = _hidden_from(user) if found else frozenset()
    return {thing: seen for thing, seen in found.items() if thing != own.thing and thing not in hidden}


def get_link(user: User, own: Own, pk: int) -> Row:
    """One of the object's links that stands. Raises Http404."""
    row = next((row for row in rows_for(user, own) if row.link.pk == pk), None)
    if row is None:
        raise Http404
    return row


def _hidden_from(user: User) -> frozenset[Thing]:
    return frozenset(Thing(traced.kind, key) for traced in described() for key in traced.kept_from(user))
