"""Services with question sets, published and walked through the pages, for tests."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chinar.domain.applications.forms.asked import address_of
from chinar.domain.applications.question_sets import text_of
from chinar.domain.applications.tests.world import EGN, answers, messages, page_of
from chinar.domain.cases.tests.world import TOWN
from chinar.domain.catalogue.models import EvidenceRequirement, ServiceVersion, Speed
from chinar.domain.catalogue.tests.world import PUBLISHED_AT, offer, publish
from chinar.domain.questionnaires.actions import publish_questions
from chinar.domain.questionnaires.definition import AnswerKind, Definition, Question, QuestionPage
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.models import Department

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a494441"
    "54789c636800000082008177cd72b60000000049454e44ae426082"
)
MOTHER_EGN = "6623121132"
CONCERNED = {
    "given_name": "Иванка", "middle_name": "Русева", "family_name": "Димитрова", "identifier_kind": "egn",
    "identifier": MOTHER_EGN, "ground": "power_of_attorney", "document": "№ 12 от 2026 г., нотариус с рег. № 000",
}  # fmt: skip
ORGANISATION = {
    "name": "ЧИНАРОВ И СИН", "eik": "900000016", "ground": "legal_representative", "document": "",
}  # fmt: skip


def offered(code: str, registry: Department, **changes: Any) -> ServiceVersion:
    """The shipped service of this code, with two speeds unless it is free."""
    speeds = [
        Speed(kind="ordinary", period="7d", fee_cents=256, organisation_fee_cents=307),
        Speed(kind="fast", period="3d", fee_cents=371),
    ]
    facts: dict[str, Any] = {
        "question_version": publish_questions(code, text_of(code), by=SYSTEM, at=PUBLISHED_AT),
        "result_version": publish_questions(f"{code}-result", text_of(f"{code}.result"), by=SYSTEM, at=PUBLISHED_AT),
        "paper": code,
        "for_organisations": True,
        "speeds": speeds,
        "requirements": [],
        **changes,
    }
    return publish(offer(registry, code), **facts)


def photo_needed() -> list[EvidenceRequirement]:
    brought = {"source": "citizen", "reason": "Никой регистър не я пази."}
    return [
        EvidenceRequirement(code="photo", name="Снимка", **brought),
        EvidenceRequirement(code="more", name="Друго", is_optional=True, **brought),
    ]


def typed_for(page: QuestionPage | Definition) -> dict[str, str]:
    """An answer to each question that is always asked."""
    typed: dict[str, str] = {}
    for question in page.questions:
        if question.when is None:
            typed |= _typed(question)
    return typed


def _typed(question: Question) -> dict[str, str]:
    match question.kind:
        case AnswerKind.CHOICE:
            return {question.code: question.choices[0].value}
        case AnswerKind.YES_NO:
            return {question.code: "no"}
        case AnswerKind.DATE:
            day = date(2026, 11, 2)
            return {f"{question.code}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
        case AnswerKind.NUMBER:
            return {question.code: "2"}
        case AnswerKind.EGN:
            return {question.code: EGN}
        case AnswerKind.PLACE:
            return {question.code: "73198"}
        case _:
            return {question.code: f"Отговор за {question.code}"}


def begin(client: Client, code: str) -> UUID:
    address = client.post(f"{TOWN}/services/{code}/apply/")["Location"]
    return UUID(address.split("/apply/")[1].split("/")[0])


def walk(client: Client, version: ServiceVersion, **changed: dict[str, str]) -> UUID:
    """Answers whatever page comes next until all are answered; `changed` are the answers of a page by its code."""
    key = begin(client, version.service.code)
    own = {address_of(page): typed_for(page) for page in version.question_version.definition.pages}
    typed = {"filer": {"applies_for": "own"}, **answers(), **own, "speed": {"speed": "ordinary"}}
    typed |= {"concerned": CONCERNED, "organisation": ORGANISATION, **changed}
    address = client.get(page_of(key, "check"))["Location"]
    while not address.endswith("/check/"):
        page = address.rstrip("/").rsplit("/", 1)[1]
        if page == "attachments":
            typed[page] = {"photo": SimpleUploadedFile("x.png", PNG)}  # type: ignore[dict-item]
        answer = client.post(address, typed[page])
        assert answer.status_code == 302, f"{page}: {messages(answer)}"
        address = client.get(page_of(key, "check")).get("Location", page_of(key, "check"))
    return key
