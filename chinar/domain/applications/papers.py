"""The papers that are issued by a form of result: one template per service, and one for services without their own."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation

from chinar.domain.applications.general import paper_of, result_form_of
from chinar.domain.applications.models import Decision
from chinar.domain.applications.printing import TYPST, of_decision
from chinar.domain.cases.models import Party
from chinar.domain.questionnaires.showing import shown, words_of
from chinar.foundation.core.jinja import day
from chinar.foundation.documents.printing import render

TITLES = {
    "certificate_of_heirs": "Удостоверение за наследници",
    "refusal": "Отказ на административна услуга",
    "marital-status": "Удостоверение за семейно положение",
    "permanent-address": "Удостоверение за постоянен адрес",
    "present-address": "Удостоверение за настоящ адрес",
    "tax-debts": "Удостоверение за наличие или липса на задължения",
    "property-sketch": "Скица на недвижим имот",
    "building-certificate": "Удостоверение за факти по териториално устройство",
    "document-copy": "Заверка на препис",
    "tree-felling": "Разрешение за отсичане на дървета",
    "parking-card": "Карта за паркиране на хора с трайни увреждания",
    "general-result": "Документ по административна услуга",
}
"""Names of the papers, in the official language in which they are issued; the number on the paper is their subject."""
PLAIN = "service-document"
UNTITLED = "Документ по административна услуга"


def title_of(paper: str) -> str:
    return TITLES.get(paper, UNTITLED)


def document_pdf(decision: Decision, answers: Mapping[str, str], *, code: str) -> bytes:
    """The result in Bulgarian, of what the official filled in. Without a code it is a draft and says so on its face."""
    paper = paper_of(decision.application.service_version)
    template = paper if paper in TITLES else PLAIN
    with translation.override("bg"):
        return render(TYPST / f"{template}.typ", _data(decision, answers, code), language="bg", at=decision.decided_at)


def _data(decision: Decision, answers: Mapping[str, str], code: str) -> dict[str, Any]:
    application = decision.application
    version, case, sheet = application.service_version, application.case, application.sheet
    questions = result_form_of(application).questions
    rows = shown(questions, answers, masked=False)
    return {
        **of_decision(decision, code=code),
        "title": version.name,
        "basis": version.legal_basis,
        "application": {"number": case.number, "received_on": day(case.received_at)},
        "subject": _subject(application.applicant_name, case.parties.select_related("person", "organisation")),
        "asked": words_of(sheet.version.definition.questions, sheet.by_code, masked=False) if sheet else {},
        "result": words_of(questions, answers, masked=False),
        "rows": [{"label": label, "value": value} for label, value in rows],
    }


def _subject(name: str, parties: Any) -> dict[str, Any]:
    """Whom the paper is about, with the number that the applicant stated and the official checked."""
    about = next(party for party in parties if party.role == Party.PartyRole.APPLICANT)
    if about.organisation is not None:
        return {"name": name, "label": "ЕИК", "identifier": about.organisation.eik, "organisation": True}
    person = about.person
    label = {"egn": "ЕГН", "lnch": "ЛНЧ"}.get(person.identifier_kind, "Номер")
    return {"name": name, "label": label, "identifier": person.identifier.reveal(), "organisation": False}
