"""The addresses of opinions, checklists and files, and the rows of the demo that they name."""

from typing import Any

from tests.house.address import Address
from tests.house.audiences import HOLDER, department, mine


def opinion(cast: Any) -> dict[str, Any]:
    """Asked of a body outside, for the department of civil registration."""
    return {"pk": _asked(cast).pk}


def _asked(cast: Any) -> Any:
    from chinar.domain.cases.models import OpinionRequest

    return OpinionRequest.objects.exclude(body="").latest("pk")


def matter_with_papers(cast: Any) -> dict[str, Any]:
    return {"number": _asked(cast).case.number}


def letter(cast: Any) -> dict[str, Any]:
    asked = _asked(cast)
    return {"number": asked.case.number, "pk": asked.letter_id}


def brought_late(cast: Any) -> dict[str, Any]:
    """By the owner, to a matter that was closed."""
    from chinar.domain.cases.models import CaseDocument

    paper = CaseDocument.objects.exclude(update=None).latest("pk")
    return {"number": paper.case.number, "pk": paper.pk}


def line(cast: Any) -> dict[str, Any]:
    from chinar.domain.cases.models import ChecklistLine

    return {"pk": ChecklistLine.objects.standing().latest("pk").pk}


HANDLING: dict[str, Address] = {
    "cases:opinions": Address("cases.read"),
    "cases:opinion": Address("cases.read", opinion, within=department),
    "cases:end_opinion": Address("cases.take", opinion, posts=True, within=department),
    "cases:ask_opinion": Address("cases.take", matter_with_papers, within=department),
    "cases:check": Address("cases.take", matter_with_papers, posts=True, within=department),
    "cases:checklists": Address("checklists.set"),
    "cases:end_line": Address("checklists.set", line, posts=True),
    "cases:new_papers": Address("cases.read"),
    "cases:waiting": Address("desk.enter"),
    "cases:readers": Address(HOLDER, mine),
    "cases:file": Address("cases.read", mine, within=department),
    "cases:take_paper": Address("cases.read", mine, within=department),
    "cases:show_paper": Address("cases.take", letter, within=department),
    "cases:desk_paper": Address("cases.read", brought_late, within=department),
    "cases:own_file": Address(HOLDER, mine),
    "cases:own_paper": Address(HOLDER, brought_late),
    "cases:ask_for_file": Address(HOLDER, mine, posts=True),
}
