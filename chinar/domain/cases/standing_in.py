"""Who stands in for whom on a day, and so whose matters an official acts on."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from chinar.domain.cases.models import Absence, Case
from chinar.foundation.core import scope
from chinar.foundation.core.statements import Statement
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.access import User, departments_of
from chinar.foundation.people.models import Account, Role


@dataclass(frozen=True, slots=True)
class Away:
    """The absences that stand on one day, by the account of the absent one."""

    rows: dict[int, Absence]

    def replaced_by(self, account_id: int) -> frozenset[int]:
        """In whose place the account acts; nobody's while it is absent itself."""
        if account_id in self.rows:
            return frozenset()
        return frozenset(pk for pk, row in self.rows.items() if row.substitute_id == account_id)

    def left_alone(self) -> frozenset[int]:
        """Absent ones whose substitute is absent too: their matters are the head's meanwhile."""
        return frozenset(pk for pk, row in self.rows.items() if row.substitute_id in self.rows)


_NEEDED = ("name", "email", "is_active", "language")
_READ = (
    *("municipality", "official", "substitute", "first_on", "last_on"),
    *(f"{who}__{column}" for who in ("official", "substitute") for column in _NEEDED),
)


def away_on(user: User, *, on: date) -> Away:
    """One query for as long as the user object lives: a page asks often."""
    known: dict[tuple[int, date], Away] = user.__dict__.setdefault("_away", {})
    key = (scope.current(), on)
    if key not in known:
        known[key] = Away({row.official_id: row for row in _ABSENT.ask("", on)})
    return known[key]


def _absent(shape: str, on: date) -> QuerySet[Absence]:
    return Absence.objects.on(on).select_related("official", "substitute").only(*_READ)  # type: ignore[no-any-return]


_ABSENT = Statement(_absent)


def absence_of(user: User, case: Case, *, on: date) -> Absence | None:
    """The absence by which the user acts on the matter in its handler's place; None when they act for themselves."""
    if user.pk is None or case.handler_id is None:
        return None
    away = away_on(user, on=on)
    return away.rows[case.handler_id] if case.handler_id in away.replaced_by(user.pk) else None


def stood_in_by(case: Case, account_id: int | None, *, on: date) -> Absence | None:
    """The absence by which an account signed a paper of the matter in its handler's place. One query."""
    if account_id is None or case.handler_id in (None, account_id):
        return None
    absent: Absence | None = Absence.objects.on(on).filter(official=case.handler_id, substitute=account_id).first()
    return absent


class Theirs(NamedTuple):
    """Whose matters somebody may be asked about on a day: those that lie with `handlers`, and those of the ones `alone`
    in the departments `headed`; None for all of the town hall."""

    handlers: tuple[int, ...]
    alone: tuple[int, ...] = ()
    headed: tuple[int, ...] | None = None

    def as_condition(self) -> Q:
        theirs = Q(handler__in=self.handlers)
        if not self.alone:
            return theirs
        headed = Q() if self.headed is None else Q(department__in=self.headed)
        return theirs | (Q(handler__in=self.alone) & headed)


def theirs(user: User, *, on: date) -> Theirs:
    """Their own, those of the ones for whom they stand in and, when a substitute is absent too, those in the
    departments of which they are the head. At most one query."""
    if user.pk is None:
        return Theirs(())
    away = away_on(user, on=on)
    handlers = tuple(sorted({user.pk, *away.replaced_by(user.pk)}))
    alone = tuple(sorted(away.left_alone() - {user.pk}))
    return Theirs(handlers, alone, _headed_by(user, on=on)) if alone else Theirs(handlers)


def stands_in_for(user: User, *, on: date) -> list[Absence]:
    """The absences in which the user stands in today; no query where the page asked who is away before."""
    away = away_on(user, on=on)
    return [away.rows[pk] for pk in sorted(away.replaced_by(user.pk or 0))]


def matters_of(user: User, *, on: date) -> Q:
    """Which matters an official may be asked about on the day. A condition for cases:
    `cases_for(user, on=on).filter(matters_of(user, on=on))`. At most one query, whatever the number of matters."""
    return theirs(user, on=on).as_condition()


def _headed_by(user: User, *, on: date) -> tuple[int, ...] | None:
    """The departments of a head: who gives matters to others and handles them too."""
    resolves, takes = (departments_of(user, ability, on=on) for ability in ("cases.resolve", "cases.take"))
    headed = takes if resolves is None else resolves if takes is None else resolves & takes
    return None if headed is None else tuple(sorted(headed))


@dataclass(frozen=True, slots=True)
class Absentees:
    """For whom a user may enter an absence, and who may stand in; by account id, in the order of names."""

    officials: dict[int, Account]
    substitutes: dict[int, Account]


def roles_that_take(on: date) -> list[Role]:
    """The roles by which somebody handles matters in some department, in the order of names."""
    able = [code for code, abilities in ROLES.items() if "cases.take" in abilities]
    roles = Role.objects.filter(role__in=able).select_related("account").order_by("account__name", "account_id")
    return [role for role in roles if role.is_valid(on=on) and role.account.is_active]


def absentees_for(user: User, *, on: date) -> Absentees:
    """Officials who handle matters: oneself, and for a head or the secretary those whose department they answer for."""
    held = roles_that_take(on)
    headed = departments_of(user, "cases.resolve", on=on)
    mine = [role for role in held if role.account_id == user.pk or headed is None or role.department_id in headed]
    return Absentees(*({role.account_id: role.account for role in some} for some in (mine, held)))


def may_enter(user: User, official_id: int, *, on: date) -> bool:
    """Whether the user may enter, or take back, an absence of this official."""
    return official_id in absentees_for(user, on=on).officials
