"""Who of the officials hears of a matter: found once for a whole round of the watch."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from chinar.domain.cases.models import Absence, Case, Recusal
from chinar.domain.cases.watching.rules import LADDER, Level
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.models import Account, Role


@dataclass(frozen=True, slots=True)
class Officials:
    """Roles that are held today, by active accounts."""

    roles: tuple[Role, ...]
    away: dict[int, Account]
    """Who is absent today, by id -> who stands in."""

    def of(self, case: Case, levels: Iterable[Level], kept_away: Collection[int] = ()) -> list[Account]:
        """Whom the levels mean for this matter, each once. Where a level has nobody who is at work and may hear of it,
        the next above is told: so no matter is without somebody who answers for it."""
        found = [one for level in levels for one in self._nearest(case, level, kept_away)]
        return list({account.pk: account for account in found}.values())

    def _nearest(self, case: Case, level: Level, kept_away: Collection[int]) -> list[Account]:
        for rung in LADDER[LADDER.index(level) :]:
            if near := [one for one in self._on(rung, case) if one.pk not in kept_away and self._is_at_work(one)]:
                return near
        return []

    def _on(self, rung: Level, case: Case) -> list[Account]:
        match rung:
            case Level.HANDLER:
                return [self.away.get(case.handler.pk, case.handler)] if case.handler is not None else []
            case Level.HEAD:
                return [self._or_substitute(head, case.department_id) for head in self.heads_of(case)]
            case Level.SECRETARY:
                return self.who_have("watch.town")
            case Level.MAYOR:
                return self.who_have("watch.above")

    def _or_substitute(self, head: Account, department: int) -> Account:
        """Who stands in for a head that is away, if they read the matters of that department by their own office."""
        other = self.away.get(head.pk)
        return other if other is not None and self._reads(other, department) else head

    def _reads(self, account: Account, department: int) -> bool:
        able = [code for code, abilities in ROLES.items() if "cases.read" in abilities]
        own = (role for role in self.roles if role.account_id == account.pk and role.role in able)
        return any(role.covers(department) for role in own)

    def _is_at_work(self, account: Account) -> bool:
        return account.pk not in self.away and any(role.account_id == account.pk for role in self.roles)

    def heads_of(self, case: Case) -> list[Account]:
        return self.who_have("watch.department", case.department_id)

    def who_have(self, ability: str, department: int | None = None) -> list[Account]:
        able = [role for role in self.roles if ability in ROLES.get(role.role, ())]
        return [role.account for role in able if role.covers(department)]

    def departments(self) -> dict[Account, frozenset[int] | None]:
        """Who reads the summary of a day: of which departments, None for all of the town hall. An absent head gets it
        too, to be read on the first day back."""
        reach: dict[Account, frozenset[int] | None] = dict.fromkeys(self.who_have("watch.town"))
        for role in self.roles:
            if "watch.department" in ROLES.get(role.role, ()) and role.account not in reach:
                own = [one.department_id for one in self.roles if one.account_id == role.account_id]
                reach[role.account] = None if None in own else frozenset(pk for pk in own if pk is not None)
        return reach | self._substitutes(reach)

    def _substitutes(self, reach: dict[Account, frozenset[int] | None]) -> dict[Account, frozenset[int] | None]:
        """Who stands in for a head that is away reads the summary too, of what they read by their own office."""
        found: dict[Account, frozenset[int] | None] = {}
        for head, departments in reach.items():
            other = self.away.get(head.pk)
            if other is not None and other not in reach and departments is not None:
                theirs = frozenset(pk for pk in departments if self._reads(other, pk))
                found |= {other: theirs | (found.get(other) or frozenset())} if theirs else {}
        return found


def officials(*, on: date) -> Officials:
    """Two queries."""
    roles = Role.objects.filter(ended_at=None).select_related("account").order_by("account_id", "id")
    away = Absence.objects.on(on).select_related("substitute")
    return Officials(
        tuple(role for role in roles if role.is_valid(on=on) and role.account.is_active),
        {row.official_id: row.substitute for row in away},
    )


def kept_from(cases: Collection[Case]) -> dict[int, set[int]]:
    """Case id -> accounts that are kept away from it. One query."""
    found: dict[int, set[int]] = {}
    for case, account in Recusal.objects.standing().filter(case__in=cases).values_list("case_id", "account_id"):
        found.setdefault(case, set()).add(account)
    return found
