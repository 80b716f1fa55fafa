"""The registry by which a module says which of its public objects people support, follow and talk about.

Registered in AppConfig.ready (docs/decisions/0020). The kinds and keys are those by which search and trail know them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import Promise
from django.utils.text import capfirst

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.urls import absolute_url, url
from chinar.foundation.people.access import actor_of
from chinar.foundation.people.models import Account

User = Account | AnonymousUser
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Subject:
    """A public object in the reader's language, as pages and letters name it: only what anybody may read."""

    title: str
    state: str = ""
    takes_comments: bool = False
    ended_on: date | None = None
    """When it came to its end, after which the town may close the comments."""


def _nowhere(key: str) -> tuple[str, str]:
    return ("", "")


def _alone(key: str) -> str:
    return ""


def _of_nobody(user: User, ability: str, on: date) -> tuple[str, ...]:
    return ()


def _themselves(user: User, key: str, on: date) -> Actor:
    return actor_of(user, on=on)


@dataclass(frozen=True, slots=True)
class Talked:
    """A kind of public objects that people talk about."""

    kind: str
    name: Words
    seen: Callable[[Collection[str]], Mapping[str, Subject]]
    """Those of the keys that anybody may read now; one query at most."""
    page: str
    """Name of the address of the public page, and of its one argument."""
    argument: str
    is_numbered: bool = False
    """Whether people know the key, as the number of a matter."""
    recorded_as: str = ""
    """What the journal calls the kind, where that is another word: acts then stand in the history of the matter."""
    moved: Callable[[Any], Any] | None = None
    """Narrows a query of subscriptions to those whose object anybody may read now and which stands elsewhere than they
    were told; None where objects have no states."""
    standing: Callable[[str], tuple[str, str]] = _nowhere
    """Codes of state and outcome, as `moved` compares them."""
    leading: Callable[[str], str] = _alone
    """Key of the object with which it was joined, if anybody may read that one."""
    within: Callable[[User, str, date], Any] = _of_nobody
    """Keys that the official reaches with the ability, as a query for `subject__in`: nothing from which they are kept
    away, and no matter of their own."""
    actor: Callable[[User, str, date], Actor] = _themselves
    """Who acts on the object, and in whose place."""

    def subject(self, key: str) -> Subject | None:
        return self.seen([key]).get(key)

    def label(self, key: str) -> str:
        """The kind, with the number that people know."""
        name = capfirst(str(self.name))
        return f"{name} {key}" if self.is_numbered else name

    def address(self, key: str) -> str:
        return url(self.page, **{self.argument: key})

    def whole_address(self, town: str, key: str, *, language: str) -> str:
        return absolute_url(town, self.page, language=language, **{self.argument: key})

    @property
    def journal_kind(self) -> str:
        return self.recorded_as or self.kind


_kinds: dict[str, Talked] = {}
_registering: list[Callable[["Owed"], str]] = []


@dataclass(frozen=True, slots=True)
class Owed:
    """What somebody wrote in a comment and is owed an answer to, as a matter of its own. `chance` draws its key."""

    key: UUID
    text: str
    name: str
    address: str
    account: Account | None
    language: str
    received_at: datetime
    by: Actor
    at: datetime
    chance: Callable[[int], bytes]


def register_owed(make: Callable[[Owed], str]) -> None:
    """The module that registers questions: `make` gives the number. The same key again gives the same number."""
    _registering[:] = [make]


def registrar() -> Callable[[Owed], str] | None:
    return _registering[0] if _registering else None


def describe(talked: Talked) -> None:
    _kinds[talked.kind] = talked


def described() -> tuple[Talked, ...]:
    return tuple(_kinds.values())


def kind_named(kind: str) -> Talked | None:
    return _kinds.get(kind)
