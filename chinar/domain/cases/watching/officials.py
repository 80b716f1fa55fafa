"""Who of the officials hears of a matter: found once for a whole round of the watch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chinar.domain.cases.models import Case
from chinar.domain.cases.watching.rules import Level
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.models import Account, Role


@dataclass(frozen=True, slots=True)
class Officials:
    """Roles that are held today, by active accounts."""

    roles: tuple[Role, ...]

    def of(self, case: Case, levels: Iterable[Level]) -> list[Account]:
        """Whom the levels mean for this matter, each once. Nobody's matter is its head's."""
        found: list[Account] = []
        for level in levels:
            if level is Level.HANDLER and case.handler is not None:
                found += [case.handler] if case.handler.is_active else []
            elif level is Level.SECRETARY:
                found += self.who_have("watch.town")
            else:
                found += self.heads_of(case)
        return list({account.pk: account for account in found}.values())

    def heads_of(self, case: Case) -> list[Account]:
        return self.who_have("watch.department", case.department_id)

    def who_have(self, ability: str, department: int | None = None) -> list[Account]:
        able = [role for role in self.roles if ability in ROLES.get(role.role, ())]
        return [role.account for role in able if role.covers(department)]

    def departments(self) -> dict[Account, frozenset[int] | None]:
        """Who reads the summary of a day: of which departments, None for all of the town hall."""
        reach: dict[Account, frozenset[int] | None] = dict.fromkeys(self.who_have("watch.town"))
        for role in self.roles:
            if "watch.department" in ROLES.get(role.role, ()) and role.account not in reach:
                own = [one.department_id for one in self.roles if one.account_id == role.account_id]
                reach[role.account] = None if None in own else frozenset(pk for pk in own if pk is not None)
        return reach


def officials(*, on: date) -> Officials:
    """One query."""
    roles = Role.objects.filter(ended_at=None).select_related("account").order_by("account_id", "id")
    return Officials(tuple(role for role in roles if role.is_valid(on=on) and role.account.is_active))
