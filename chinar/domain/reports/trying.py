"""A routing rule tried on past signals before it works: what would have gone elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from chinar.domain.reports.models import CitizenReport, RoutingRule
from chinar.domain.reports.queries import as_rule, facts_of
from chinar.domain.reports.rules import department_for

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Trial:
    """Of `tried` signals, `fits` fit the rule, and `moved` would have begun in another department, the newest first."""

    tried: int
    fits: int
    moved: list[CitizenReport]
    moved_in_all: int


def trial_of(row: RoutingRule, reports: Sequence[CitizenReport]) -> Trial:
    """The rule beside all that work already, at its place among them."""
    standing = [one for one in RoutingRule.objects.switched_on() if one.pk != row.pk]
    ordered = sorted([*standing, row], key=lambda one: (one.position, one.pk))
    with_it, without = [as_rule(one) for one in ordered], [as_rule(one) for one in standing]
    fits, moved = 0, []
    for report in reports:
        facts, otherwise = facts_of(report), report.category.department_id or 0
        fits += as_rule(row).fits(facts)
        before = department_for(without, facts, otherwise=otherwise)
        if department_for(with_it, facts, otherwise=otherwise) != before:
            moved.append(report)
    return Trial(len(reports), fits, moved[:SHOWN], len(moved))
