"""Letters about evidence on paper, in Bulgarian, the official language."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chinar.domain.cases.printing import post_on_paper
from chinar.domain.registers.models import Evidence
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day
from chinar.foundation.documents.printing import Value, render
from chinar.foundation.people.models import Account

TYPST = Path(__file__).parent / "typst"


def letter_pdf(
    evidence: Evidence,
    *,
    kind: str,
    title: str,
    body: str,
    what: str,
    ground: str,
    due: date | None,
    by: Actor,
    at: datetime,
) -> bytes:
    """`kind` is "asked" or "disputed"; `due` is the day by which an answer is owed, None where no law that we know
    sets one."""
    case = evidence.case
    municipality = case.municipality
    with translation.override("bg"):
        data: dict[str, Value] = {
            "municipality": {
                "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
                "initial": municipality.name[:1],
                "address": municipality.address,
                "phone": municipality.phone,
                "email": municipality.email,
            },
            "demo": settings.DEMO,
            "kind": kind,
            "title": title,
            "number": case.number,
            "sent_on": day(at),
            "body": body,
            "evidence": evidence.name,
            "service": evidence.service_name,
            "subject": evidence.subject,
            "what": what,
            "ground": ground,
            "due": day(due) if due else "",
            "official": {
                "name": Account.objects.get(pk=by.account_id or 0).name,
                "position": post_on_paper(words(case.department, "name"), case, by.account_id, on=localdate(at)),
                "signed": _("Issued electronically, without an electronic signature."),
            },
        }
        return render(TYPST / "evidence_letter.typ", data, language="bg", at=at)
