"""The general request: how any service is asked for that has no questions of its own, and the form of its result.

What is wanted is written in free words (АПК чл. 29 ал. 2: name, address, what is asked); term and fee are those that
the municipality has published for the service.
"""

from datetime import datetime

from chinar.domain.applications.models import Application
from chinar.domain.applications.question_sets import text_of
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.questionnaires.actions import publish_questions
from chinar.domain.questionnaires.definition import Definition
from chinar.domain.questionnaires.models import QuestionSetVersion
from chinar.domain.questionnaires.reading import read
from chinar.foundation.core.actor import SYSTEM

REQUEST, RESULT = "general-request", "general-result"
"""Codes of the two question sets; a municipality may publish its own wording of them (`chinar questions`)."""


def general_for(version: ServiceVersion, *, at: datetime) -> QuestionSetVersion | None:
    """The general request for a service that has no questions of its own, None for every other.

    The first time in a municipality both sets are published as they are shipped.
    """
    if not version.is_general:
        return None
    holding = _holding(REQUEST)
    if holding is None:
        publish_questions(RESULT, text_of("general-request.result"), by=SYSTEM, at=at)
        holding = publish_questions(REQUEST, text_of(REQUEST), by=SYSTEM, at=at)
    return holding


def general_request() -> Definition:
    """What it asks in the municipality in scope."""
    holding = _holding(REQUEST)
    return holding.definition if holding is not None else read(text_of(REQUEST))


def result_version_of(application: Application) -> QuestionSetVersion | None:
    """The form by which the result is issued: the service's own or the general one; None where a page in code asks."""
    own: QuestionSetVersion | None = application.service_version.result_version
    if own is not None or application.sheet_id is None:
        return own
    return _holding(RESULT)


def result_form_of(application: Application) -> Definition:
    """What the official fills in. Raises LookupError where a page in code asks."""
    version = result_version_of(application)
    if version is None:
        raise LookupError(f"{application} is issued by no form.")
    return version.definition


def paper_of(version: ServiceVersion) -> str:
    """The name of the template by which the result is printed."""
    return version.paper or (RESULT if version.result_version_id is None else "")


def _holding(code: str) -> QuestionSetVersion | None:
    found: QuestionSetVersion | None = QuestionSetVersion.objects.holding().filter(question_set__code=code).first()
    return found
