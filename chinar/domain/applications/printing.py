"""The papers of an application: receipt, certificate, refusal. Rows in, PDF bytes out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from chinar.domain.applications.models import Application, Decision, Heir
from chinar.domain.applications.rules import Share
from chinar.domain.applications.summary import asked
from chinar.domain.cases.printing import post_on_paper
from chinar.domain.cases.queries import explain
from chinar.foundation.core.content import words
from chinar.foundation.core.identifiers import egn_is_of_woman
from chinar.foundation.core.jinja import day
from chinar.foundation.core.money import price
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.printing import qr_code, render
from chinar.foundation.documents.signing import key_for
from chinar.foundation.payments.queries import owed_for
from chinar.foundation.territory.models import Municipality

TYPST = Path(__file__).parent / "typst"
Data = dict[str, Any]


def receipt_pdf(application: Application, *, with_key: bool = True) -> bytes:
    """The receipt in the language in which the applicant filed, of what stands in the file at this moment."""
    with translation.override(application.language):
        data = _receipt(application, with_key=with_key)
        return render(TYPST / "receipt.typ", data, language=application.language, at=application.case.received_at)


def _receipt(application: Application, *, with_key: bool) -> Data:
    case = application.case
    explanation = explain(case)
    received = localtime(case.received_at)
    follow = absolute_url(case.municipality.slug, "cases:follow", language=application.language)
    return {
        **head(case.municipality),
        "number": case.number,
        "service": words(application.service_version, "name"),
        "received_at": f"{day(received)}, {received:%H:%M:%S} (UTC{received:%z})",
        "office": words(case.office, "name") if case.office else _("Portal of the municipality"),
        "applicant": application.applicant_name,
        "asked": [{"label": label, "value": value} for label, value in asked(application)],
        "due": explanation.sentence,
        "due_explanation": list(explanation.lines),
        "handler": {"department": words(case.department, "name"), "phone": case.department.phone},
        "follow": {
            "address": follow,
            "key": format_code(case.key) if with_key else "–",
            "qr_svg": qr_code(f"{follow}?number={case.number}"),
        },
        "next": next_steps(application),
        "notes": [
            _("Silence counts as a refusal that you may appeal; the municipality still owes you a decision."),
            *_how_to_pay(application),
        ],
    }


def _how_to_pay(application: Application) -> list[str]:
    """What is to be paid and how, for whoever has no computer."""
    notes = []
    for row in owed_for(application.case.number) if application.fee_cents else ():
        if row.balance.open:
            fee = price(row.balance.open, on=localtime(application.case.received_at).date())
            notes.append(_("To pay: %(fee)s, in cash or by card at the cash desk of the municipality.") % {"fee": fee})
            if row.charge.account:
                facts = {"iban": row.charge.account.iban, "reference": row.charge.grouped_reference}
                notes.append(_("By bank transfer: %(iban)s, ground of the payment %(reference)s.") % facts)
    return notes


def next_steps(application: Application) -> list[str]:
    """What happens next, in the words of the confirmation page and of the receipt."""
    ways = {
        Application.Delivery.DOWNLOAD: _("When the document is ready, you download it on the page of your matter."),
        Application.Delivery.POST: _("When the document is ready, it is sent to you by post with advice of delivery."),
    }
    if application.receiving_office:
        at = {"office": words(application.receiving_office, "name")}
        ways[Application.Delivery.OFFICE] = _("When the document is ready, you receive it here: %(office)s.") % at
    desk = _("When the document is ready, you receive it at the one-stop desk; the page of your matter says when.")
    return [
        _("An official of the department takes your application."),
        _("The municipality looks up what it and other administrations hold; it does not ask you for that."),
        ways.get(Application.Delivery(application.delivery), desk),
    ]


def certificate_pdf(decision: Decision, heirs: Sequence[Heir], *, code: str) -> bytes:
    """The certificate of heirs, in Bulgarian. Without a code it is a draft and says so on its face."""
    request = decision.application.heirs_request
    with translation.override("bg"):
        data = {
            **of_decision(decision, code=code),
            "basis": _("Issued from the population register and the registers of civil status acts."),
            "deceased": {
                "name": request.deceased_name,
                "egn": request.deceased_egn,
                "sex": _sex(request.deceased_egn),
                "address": str(request.settlement),
                "died_on": day(request.died_on),
                "death_act": decision.death_act,
            },
            "heirs": [
                {
                    "name": heir.name,
                    "identifier": heir.egn,
                    "relation": heir.relation,
                    "share": str(Share(heir.numerator, heir.denominator)),
                }
                for heir in heirs
            ],
            "purpose": request.purpose_text,
        }
        return render(TYPST / "certificate_heirs.typ", data, language="bg", at=decision.decided_at)


def _sex(egn: str) -> str:
    """As the certificate's words need it: "m", "f", or "" when no number tells."""
    if not egn:
        return ""
    return "f" if egn_is_of_woman(egn) else "m"


def refusal_pdf(decision: Decision, *, code: str) -> bytes:
    """The refusal with facts, law and how to appeal (АПК чл. 59 ал. 2), in Bulgarian; without a code, a draft."""
    application = decision.application
    with translation.override("bg"):
        data = {
            **of_decision(decision, code=code),
            "addressee": f"{application.applicant_name}, {application.address}",
            "application": {
                "number": application.case.number,
                "received_at": day(application.case.received_at),
                "service": application.service_version.name,
            },
            "facts": decision.facts,
            "law": decision.grounds,
            "decision": _("I refuse the service asked for: %(service)s.")
            % {"service": application.service_version.name},
            "appeal": decision.appeal or application.service_version.appeal,
        }
        return render(TYPST / "refusal.typ", data, language="bg", at=decision.decided_at)


def of_decision(decision: Decision, *, code: str) -> Data:
    case = decision.application.case
    municipality, signed_by, on = case.municipality, decision.decided_by_id, localdate(decision.decided_at)
    return {
        **head(municipality),
        "number": decision.number,
        "issued_on": day(decision.decided_at),
        "official": {
            "name": decision.decided_by.name,
            "position": decision.post or post_on_paper(words(case.department, "name"), case, signed_by, on=on),
            "signed": _signed(decision),
        },
        "draft": not code,
        **({"check": _check(municipality, code)} if code else {}),
    }


def _signed(decision: Decision) -> str:
    """What the paper may say of the signature inside the file; without one it must not look signed, and what vouches
    for it is the check by its code."""
    key = key_for(decision.application.case.municipality.slug, decision.decided_by.email or "")
    if key is None:
        return _("Issued electronically, without an electronic signature.")
    if key.is_seal:
        return _("Issued electronically. The file bears the electronic seal of the municipality.")
    return _("Signed electronically. The signature is in the file.")


def _check(municipality: Municipality, code: str) -> Data:
    printed = format_code(code)
    address = absolute_url(municipality.slug, "documents:check_code", language="bg", code=printed)
    return {"code": printed, "address": address, "qr_svg": qr_code(address)}


def head(municipality: Municipality) -> Data:
    """What every paper says of the municipality."""
    return {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "initial": municipality.name[:1],
            "address": municipality.address,
            "phone": municipality.phone,
            "email": municipality.email,
        },
        "demo": settings.DEMO,
    }
