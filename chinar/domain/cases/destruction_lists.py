"""A destruction list as it is read before anybody approves it: in parts on the page, whole on paper."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.cases import kinds, outcomes
from chinar.domain.cases.models import DestructionItem, DestructionList
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day, moment
from chinar.foundation.documents.printing import Value, render
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Municipality

TYPST = Path(__file__).parent / "typst" / "destruction_list.typ"


class Row(NamedTuple):
    """A matter of the list in words: of what kind it is, what came of it, and what the list does with it."""

    item: DestructionItem
    kind: str
    outcome: str
    became: str


def rows_of(items: Iterable[DestructionItem], *, done: bool) -> list[Row]:
    """No query where the cases were read with the items."""
    return [_row(item, done) for item in items]


def _row(item: DestructionItem, done: bool) -> Row:
    outcome = outcomes.outcome_of(item.case)
    became = (_("kept: it was touched meanwhile") if item.kept else _("destroyed")) if done else ""
    return Row(item, str(kinds.kind_of(item.case).name), str(outcome.words) if outcome else "–", became)


def steps_of(listed: DestructionList) -> list[tuple[str, str]]:
    """Who proposed, approved and when it was carried out, as far as it came."""
    proposed = listed.proposed_by.name if listed.proposed_by else _("by itself, once a year")
    steps = [(_("Proposed"), f"{moment(listed.proposed_at)}, {proposed}")]
    approvals = (
        (_("First approval"), listed.first_by, listed.first_at),
        (_("Second approval"), listed.second_by, listed.second_at),
    )
    steps += [(name, _signed(who, at)) for name, who, at in approvals if who and at]
    return [*steps, (_("Carried out"), moment(listed.done_at))] if listed.done_at else steps


def _signed(who: Account, at: datetime) -> str:
    return f"{moment(at)}, {who.name}"


def as_pdf(listed: DestructionList, rows: list[Row], *, hides: bool, municipality: Municipality, at: datetime) -> bytes:
    """The list on the paper of the municipality; with `hides` it says that it is not whole."""
    data: dict[str, Value] = {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "initial": municipality.name[:1],
            "address": municipality.address,
            "phone": municipality.phone,
            "email": municipality.email,
        },
        "demo": settings.DEMO,
        "title": _("Destruction list") + f" № {listed.pk}",
        "reference": f"№ {listed.pk}",
        "steps": [f"{name}: {what}" for name, what in steps_of(listed)],
        "note": _("Without the matters in which whoever printed it may not take part.") if hides else "",
        "heads": [_("Number"), _("Kind"), _("Outcome"), _("Closed"), _("Term of keeping")],
        "rows": [_printed(row) for row in rows],
        "printed_on": _("Printed on %(when)s.") % {"when": moment(at)},
    }
    return render(TYPST, data, language=get_language() or "bg", at=at)


def _printed(row: Row) -> list[Value]:
    case, ground = row.item.case, row.item.ground
    closed = day(case.closed_at) if case.closed_at else "–"
    return [case.number, row.kind, row.outcome, closed, f"{ground} ({row.became})" if row.became else ground]
