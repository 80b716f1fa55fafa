"""The registry of kinds: a higher module says how its kind of case is named, its states, what its pages show."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.models import Case
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.domain.cases.rules import Phase, Step
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.statements import Statement
from chinar.foundation.documents.models import Erasure
from chinar.foundation.notifications.recipients import Recipient

Words = str | Promise
TO_RECEIVE = _("Waits for you to receive it")


@dataclass(frozen=True, slots=True)
class State:
    """A state of one kind: its shared phase, and its wording for the citizen and for the official."""

    code: str
    phase: Phase
    for_citizen: Words
    for_official: Words


def _holds_none(cases: Iterable[int]) -> set[int]:
    return set()


def _no_addresses(case: Case, notice: str) -> Iterable[Recipient]:
    return ()


class Content(NamedTuple):
    """What one kind hands to another when a matter turns out to be of that kind; `about` is one of its `adopts_as`."""

    text: str
    name: str
    email: str
    language: str
    about: str = ""


Adopt = Callable[[Case, Content, Actor, datetime], Case]
"""Registers a case of its own kind with the content of an older one, in the transaction of the conversion. Its clock
runs from the receipt of the older one: that we took it for something else costs nobody time (АПК чл. 25)."""


class Received(NamedTuple):
    """What another municipality sent: plain facts as its kind packed them, what it is about here, a key of the message
    and when it arrived."""

    facts: Mapping[str, str]
    about: str
    source: str
    reached_at: datetime


@dataclass(frozen=True, slots=True)
class Carriage:
    """How a matter of the kind travels to another municipality of the installation (АПК чл. 31 ал. 2).

    `pack` gives the texts that travel, under "about" what it is about; `unpack` registers a case from them in the
    transaction of the acceptance; `choices` are what it can be about here, given what came, and `read` is what whoever
    accepts it is shown.
    """

    why_not: Callable[[Case], Words]
    pack: Callable[[Case], dict[str, str]]
    unpack: Callable[[Received, Actor, datetime], Case]
    choices: Callable[[Mapping[str, str]], list[tuple[str, str]]]
    read: Callable[[Mapping[str, str]], list[tuple[str, str]]]


class Outcome(NamedTuple):
    """What came of a matter, apart from the state in which it stands: in words that anyone understands."""

    code: str
    words: Words


class Tally(NamedTuple):
    """A table of a kind's own in its yearly report: a title, and rows of a name and how many matters."""

    title: str
    rows: tuple[tuple[str, int], ...]


def _no_tallies(year: int) -> Iterable[Tally]:
    return ()


Become = Callable[[Case, str, Actor, datetime], Case]
"""Makes the new case of another kind from the old one, in the transaction of the conversion, and registers it; the text
is what it is about there, "" where that kind does not ask."""


NO_APPEAL = _("Such a matter ends with no administrative act, so no appeal against it is filed here.")


@dataclass(frozen=True, slots=True)
class Kind:
    """`title` says in words what a case is about; the two panels are what the kind adds to the pages of a case for the
    citizen and for the official."""

    code: str
    name: Words
    register: int
    states: tuple[State, ...]
    title: Callable[[Case], str]
    citizen_panel: Callable[[HttpRequest, Case], str]
    official_panel: Callable[[HttpRequest, Case], str]
    title_reads: tuple[str, ...] = ()
    """Columns that `title` reads, as look-ups from the case: a list reads them with its cases, of all kinds at once."""
    waiting_state: str = ""
    """Where a matter stands while its clock stands; a kind without one cannot be stopped."""
    terminated_state: str = ""
    """Where a matter ends without a decision; a kind without one cannot be terminated."""
    left_state: str = ""
    """Where a matter ends that goes on elsewhere: joined with another, as another kind, with another body. The outcome
    says which. A kind without one can do none of these."""
    is_between_administrations: bool = False
    """Whether only administrations write to each other in it, so that no citizen asks for its way."""
    is_checked: bool = False
    """Whether the town's checklists are for it; its own decision asks actions.checking.must_be_ticked."""
    joinable: bool = True
    """Whether a matter may be joined with another of its kind; not where each must get an answer of its own."""
    consented_state: str = ""
    """Where a matter ends in which the law counts silence as consent; a kind without one has no such matters."""
    voided_state: str = ""
    """Where a number ends that was allotted in error; a kind without one cannot void."""
    reopened_state: str = ""
    """Where a matter stands that was reopened; a kind without one cannot reopen."""
    may_reopen: Callable[[Case], bool] = lambda case: True
    """Whether the content of this matter allows it; so no decision is ever overwritten."""
    set_aside: Callable[[Case, datetime], None] | None = None
    """Takes back the decision that fell on appeal, so that `may_reopen` allows a new one. A kind without it ends with
    no administrative act, and no appeal lies against it (АПК chapter six)."""
    on_appeal: Callable[[Case], Words] = lambda case: NO_APPEAL
    """Of a kind without it: what is true of appeals against this matter."""
    answered_by: tuple[Step, ...] = (Step.DECIDED,)
    """With which the municipality has done what it owed; the figures measure the last of them."""
    after_decision: Words = TO_RECEIVE
    """What a decided matter still waits for, in the words of the citizen's page."""
    forwardable: bool = False
    """Whether another body may be competent for it (АПК чл. 31)."""
    forwarding_rule: str = ""
    """Code of the period within which it is sent on; "" where the law says "at once" (АПК чл. 31 ал. 2)."""
    own_extensions: tuple[str, ...] = ()
    """Codes of rules that lengthen its period by an act of its own: the page of the clock does not offer them."""
    carriage: Callable[[], Carriage] | None = None
    """How it goes to another municipality of this installation; a kind without it goes to other bodies by letter."""
    becomes: Mapping[str, Become] = field(default_factory=dict)
    """Code of another kind -> the function that makes a case of that kind from one of this."""
    adopt: Adopt | None = None
    """How it takes over a matter from another kind; a kind without one cannot be become."""
    adopts_as: Callable[[], list[tuple[str, str]]] = list
    """What a matter that it takes over can be about, as code and words; empty where that need not be said."""
    outcomes: tuple[Outcome, ...] = ()
    """Its own, beside those of every kind (outcomes.py)."""
    subject: str = ""
    """Look-up from a case to the code of what was asked, such as its service; `Case.subject` is the copy of it by which
    lists are narrowed and figures grouped, and `chinar cases check` proves that the two are equal."""
    subject_names: Callable[..., dict[str, str]] = lambda code="": {}
    """Code of what can be asked -> what it is called; of all, or of the one whose code is given."""
    addresses: Callable[[Case, str], Iterable[Recipient]] = _no_addresses
    """Who beside the accounts of the parties gets a notice (notices.py) of that code, at an address that they gave."""
    postal: Callable[[Case], Recipient | None] = lambda case: None
    """To whom and where a letter on paper goes, for notices that the law owes and nobody can be told otherwise."""
    came_of: Callable[[date], Mapping[int, date]] | None = None
    """What came of its matters received since a day: case id -> the first day on which something did. A kind with it
    is a voice: something said to the municipality, of which the public reads what came (voices.py)."""
    reported: Callable[[int], Iterable[Tally]] = _no_tallies
    """What the yearly report of its matters says beside numbers and outcomes, of those received in the year."""
    destroy: Callable[[Case, Erasure], None] | None = None
    """Empties the kind's own rows of a matter whose term of keeping is over; a kind without it is never destroyed."""
    holds: Callable[[Iterable[int]], set[int]] = _holds_none
    """Which of these cases (of any kind) must be kept because a matter of this kind rests on them."""

    def state(self, code: str) -> State:
        for state in self.states:
            if state.code == code:
                return state
        raise LookupError(f"{self.code} has no state {code}")


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.code] = kind


def kind_of(case: Case) -> Kind:
    return _kinds[case.kind]


def by_code(code: str) -> Kind:
    return _kinds[code]


def registered() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def carried() -> list[str]:
    """Codes of the kinds that travel between municipalities: messages of other kinds are no matter of an official."""
    return [kind.code for kind in _kinds.values() if kind.carriage]


def title_of(case: Case) -> str:
    """What the matter is; asks the database unless it was `read` here, or its kind's own row with it."""
    return _kinds[case.kind].title(case)


def titles(cases: Iterable[Case]) -> dict[int, str]:
    """Case id -> what the matter is, for cases of any kinds: one query."""
    return {case.pk: title_of(case) for case in read({case.pk: case.kind for case in cases})}


_OF_WHOM = ("department__name", "department__name_en", "handler__name")


def read(kind_by_id: Mapping[int, str]) -> list[Case]:
    """The cases of these ids, in their order, with all that a list shows of them: one query, however many kinds."""
    if not kind_by_id:
        return []
    codes = tuple(sorted(set(kind_by_id.values())))
    found = {case.pk: case for case in _LISTED.ask(codes, tuple(kind_by_id))}
    return [found[pk] for pk in kind_by_id if pk in found]


def _listed(codes: tuple[str, ...], ids: tuple[int, ...]) -> CaseQuerySet:
    reads = [look_up for code in codes for look_up in _kinds[code].title_reads]
    joined = sorted({look_up.rpartition("__")[0] for look_up in reads})
    own = [column.name for column in Case._meta.concrete_fields if column.name != "key"]
    columns = [*own, *_OF_WHOM, *reads, *(path for path in joined if "__" in path)]
    cases: CaseQuerySet = Case.objects.filter(pk__in=ids).select_related("department", "handler", *joined)
    return cases.only(*columns)


_LISTED = Statement(_listed)
