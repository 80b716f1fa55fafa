"""The papers of a request: the decision, the protocol of access, the protocol of an oral request. In Bulgarian."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chinar.domain.information_requests.models import Decision, InformationRequest
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day
from chinar.foundation.core.money import money
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.printing import qr_code, render
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Municipality

TYPST = Path(__file__).parent / "typst"
Data = dict[str, Any]


def decision_pdf(decision: Decision, *, code: str) -> bytes:
    """The decision as the applicant receives it (ЗДОИ чл. 34, 38)."""
    with translation.override("bg"):
        data = {
            **_head(decision.request),
            **_said(decision),
            "official": {
                **_official(decision.request, decision.decided_by),
                # The paper must not look signed: what vouches for it is the check by its code.
                "signed": _("Issued electronically, without an electronic signature."),
            },
            "check": _check(decision.request.case.municipality, code),
        }
        return render(TYPST / "decision.typ", data, language="bg", at=decision.decided_at)


def _said(decision: Decision) -> Data:
    return {
        "number": decision.number,
        "issued_on": day(localtime(decision.decided_at)),
        "outcome": decision.outcome,
        "about": decision.about,
        "given": decision.given,
        "ground": str(decision.get_ground_display()) if decision.ground else "",
        "reasons": decision.reasons,
        "document_on": day(decision.document_on) if decision.document_on else "",
        "earlier": decision.earlier,
        "form": str(decision.get_form_display()) if decision.form else "",
        "place": decision.place,
        "access_days": str(decision.access_days or ""),
        "cost": money(decision.cost_cents) if decision.cost_cents else "",
        "appeal": decision.appeal,
    }


def access_protocol_pdf(decision: Decision, *, by: Account, at: Any) -> bytes:
    """To be signed when access is given (ЗДОИ чл. 35)."""
    with translation.override("bg"):
        data = {
            **_head(decision.request),
            **_said(decision),
            "kind": "access",
            "written_on": day(localtime(at)),
            "official": _official(decision.request, by),
        }
        return render(TYPST / "protocol.typ", data, language="bg", at=at)


def oral_protocol_pdf(request: InformationRequest, *, by: Account, at: Any) -> bytes:
    """What was asked by word of mouth, to be signed by whoever asked (ЗДОИ чл. 24)."""
    with translation.override("bg"):
        data = {
            **_head(request),
            "kind": "oral",
            "number": request.case.number,
            "written_on": day(localtime(request.case.received_at)),
            "description": request.description,
            "form": str(request.get_form_display()),
            "refused": request.publication_refused,
            "official": _official(request, by),
        }
        return render(TYPST / "protocol.typ", data, language="bg", at=at)


def _check(municipality: Municipality, code: str) -> Data:
    printed = format_code(code)
    address = absolute_url(municipality.slug, "documents:check_code", language="bg", code=printed)
    return {"code": printed, "address": address, "qr_svg": qr_code(address)}


def _official(request: InformationRequest, official: Account) -> Data:
    return {"name": official.name, "position": words(request.case.department, "name")}


def _head(request: InformationRequest) -> Data:
    municipality = request.case.municipality
    who = (request.asker_name, request.seat, request.address or request.email)
    return {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "initial": municipality.name[:1],
            "address": municipality.address,
            "phone": municipality.phone,
            "email": municipality.email,
        },
        "demo": settings.DEMO,
        "case": request.case.number,
        "received_on": day(localtime(request.case.received_at)),
        "addressee": ", ".join(part for part in who if part),
    }
