"""Papers of the spine: the explanation of a due date, the letter that asks for an opinion, and an opinion."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.cases.models import Case, OpinionRequest
from chinar.domain.cases.queries import explain
from chinar.domain.cases.standing_in import stood_in_by
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day, moment
from chinar.foundation.documents.printing import Value, render
from chinar.foundation.people.models import Account

TYPST = Path(__file__).parent / "typst"


def explanation_pdf(case: Case, *, title: str, printed_on: str, at: datetime) -> bytes:
    """The same sentence and lines as on the pages, in the language that is active, as they are at this moment."""
    explanation = explain(case)
    data: dict[str, Value] = {
        **_head(case),
        "title": title,
        "received_at": moment(localtime(case.received_at)),
        "department": words(case.department, "name"),
        "sentence": explanation.whole,
        "lines": list(explanation.lines),
        "printed_on": printed_on,
    }
    return render(TYPST / "explanation.typ", data, language=get_language() or "bg", at=at)


def letter_of_request(case: Case, *, title: str, body: str, what: str, due_on: date, by: Actor, at: datetime) -> bytes:
    """To a body outside, in the official language."""
    with translation.override("bg"):
        return _opinion(case, "asked", title=title, to=body, text=what, due=day(due_on), by=by, at=at)


def paper_of_opinion(case: Case, asked: OpinionRequest, *, title: str, text: str, by: Actor, at: datetime) -> bytes:
    """What a department answered, with what it was asked."""
    with translation.override("bg"):
        unit = words(asked.department, "name") if asked.department else asked.body
        return _opinion(
            case,
            "given",
            title=title,
            to=words(case.department, "name"),
            text=text,
            asked=asked.what,
            unit=unit,
            by=by,
            at=at,
        )


def post_on_paper(post: str, case: Case, account_id: int | None, *, on: date) -> str:
    """What stands under the name of whoever signs: their post and, when they act for an absent colleague, in whose
    place and by which order. One query."""
    absence = stood_in_by(case, account_id, on=on)
    if absence is None:
        return post
    order = f" ({absence.act})" if absence.act else ""
    return _("%(post)s, in place of %(name)s%(order)s") % {"post": post, "name": absence.official.name, "order": order}


def _opinion(case: Case, kind: str, *, title: str, unit: str = "", by: Actor, at: datetime, **facts: Value) -> bytes:
    data: dict[str, Value] = {
        **_head(case),
        "kind": kind,
        "title": title,
        "written_on": day(localtime(at)),
        **facts,
        "official": {
            "name": Account.objects.get(pk=by.account_id or 0).name,
            "position": unit or post_on_paper(words(case.department, "name"), case, by.account_id, on=localdate(at)),
            "signed": _("Issued electronically, without an electronic signature."),
        },
    }
    return render(TYPST / "opinion.typ", data, language="bg", at=at)


def _head(case: Case) -> dict[str, Value]:
    municipality = case.municipality
    return {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "initial": municipality.name[:1],
            "address": municipality.address,
            "phone": municipality.phone,
            "email": municipality.email,
        },
        "demo": settings.DEMO,
        "number": case.number,
    }
