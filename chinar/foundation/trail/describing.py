"""The registry by which a module says which of its public objects can be linked. Registered in AppConfig.ready."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise

from chinar.foundation.core.actor import Actor
from chinar.foundation.people.access import actor_of
from chinar.foundation.people.models import Account
from chinar.foundation.trail.rules import Thing

User = Account | AnonymousUser
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Seen:
    """A public object as the trail tells it, in the reader's language: only what anybody may read stands here.

    `state` says where it stands, `phase` is its shape (core/ui/tag.html); an object that has no states leaves both
    empty. `language` is that of the title.
    """

    title: str
    on: date | None
    language: str
    state: str = ""
    phase: str = ""


def _nothing(user: User) -> frozenset[str]:
    return frozenset()


def _themselves(user: User, key: str, on: date) -> Actor:
    return actor_of(user, on=on)


def _nobody(key: str, effect: Thing, mark: str, at: datetime) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Traced:
    """A kind of public objects. The kind and the keys are those by which search knows them."""

    kind: str
    name: Words
    seen: Callable[[Collection[str]], Mapping[str, Seen]]
    """Those of the keys that anybody may read now; one query at most."""
    address: Callable[[str], str]
    """Of the public page."""
    desk_address: Callable[[str], str]
    """Of the desk's own page of the object, from which links are made."""
    reached: Callable[[User, str, date], bool]
    """Whether the official may link the object: the ability reaches it, and it is no matter of their own."""
    actor: Callable[[User, str, date], Actor] = _themselves
    """Who acts on the object, and in whose place."""
    kept_from: Callable[[User], frozenset[str]] = _nothing
    """Keys that for this official do not exist."""
    is_numbered: bool = False
    """Whether people know the key, as the number of a matter."""
    heard: Callable[[str, Thing, str, datetime], None] = _nobody
    """Tells those who follow the object of an effect, in the transaction of the link; `mark` is the id of the link, so
    that nobody is told twice."""


_kinds: dict[str, Traced] = {}


def describe(traced: Traced) -> None:
    _kinds[traced.kind] = traced


def described() -> tuple[Traced, ...]:
    return tuple(_kinds.values())


def kind_named(kind: str) -> Traced | None:
    return _kinds.get(kind)
