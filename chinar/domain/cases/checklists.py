"""Which lines of the checklist a matter has, and which of them are ticked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from chinar.domain.cases.kinds import kind_of
from chinar.domain.cases.models import Case, ChecklistLine, ChecklistTick


@dataclass(frozen=True, slots=True)
class CheckedLine:
    line: ChecklistLine
    tick: ChecklistTick | None


def lines_of(case: Case) -> list[ChecklistLine]:
    """Those that stood when the matter was received, of its kind and of its service, in the order of the steps."""
    if not kind_of(case).is_checked or not getattr(case, "has_checklist", True):
        return []
    subjects = {"", case.subject}
    lines = ChecklistLine.objects.in_force(case.received_at).filter(subject__in=subjects, kind=case.kind)
    steps = ChecklistLine.Step.values
    return sorted(lines, key=lambda line: (steps.index(line.step), line.pk))


def checked_of(case: Case) -> list[CheckedLine]:
    lines = lines_of(case)
    ticks = ChecklistTick.objects.standing().filter(case=case).select_related("by") if lines else ()
    by_line = {tick.line_id: tick for tick in ticks}
    return [CheckedLine(line, by_line.get(line.pk)) for line in lines]


def unticked(case: Case) -> list[ChecklistLine]:
    return [row.line for row in checked_of(case) if row.tick is None]


def by_step(rows: Sequence[CheckedLine]) -> Iterator[tuple[str, list[CheckedLine]]]:
    """For the page: the words of a step with its lines."""
    for _step, group in groupby(rows, key=lambda row: row.line.step):
        found = list(group)
        yield found[0].line.get_step_display(), found
