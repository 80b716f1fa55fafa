"""Verbs of question sets."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from chinar.domain.questionnaires.models import Answer, AnswerSheet, QuestionSet, QuestionSetVersion
from chinar.domain.questionnaires.reading import read
from chinar.domain.questionnaires.rules import check_answers
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.models import Erasure
from chinar.foundation.journal.actions import record


@transaction.atomic
def publish_questions(code: str, text: str, *, by: Actor, at: datetime) -> QuestionSetVersion:
    """Makes the text the version of the set that holds; the former one is superseded. The same text changes nothing.

    Raises WrongQuestions.
    """
    read(text)
    question_set, _ = QuestionSet.objects.get_or_create(code=code)
    # The lock on the set lets one of two editors wait for the other.
    QuestionSet.objects.select_for_update().get(pk=question_set.pk)
    holding = QuestionSetVersion.objects.holding().filter(question_set=question_set).first()
    if holding is not None and holding.text == text:
        return holding  # type: ignore[no-any-return]
    if holding is not None:
        holding.superseded_at = at
        holding.save(update_fields=["superseded_at"])
    version: QuestionSetVersion = QuestionSetVersion.objects.create(
        question_set=question_set,
        number=holding.number + 1 if holding else 1,
        text=text,
        published_at=at,
        published_by_id=by.account_id,
    )
    record("questions.published", by=by, at=at, subject=code, facts={"version": str(version.number)})
    return version


def keep_answers(version: QuestionSetVersion, answers: Mapping[str, str], *, at: datetime) -> AnswerSheet:
    """Keeps the answers to a version, within the act that they belong to: that act tells the journal.

    Raises WrongAnswers.
    """
    given = {code: value for code, value in answers.items() if value}
    check_answers(version.definition, given)
    kinds = {question.code: question.kind for question in version.definition.questions}
    sheet: AnswerSheet = AnswerSheet.objects.create(version=version, filled_at=at)
    Answer.objects.bulk_create(
        Answer(sheet=sheet, question=code, kind=kinds[code], value=value) for code, value in given.items()
    )
    return sheet


def erase_answers(sheets: Iterable[int], *, erasure: Erasure) -> None:
    """Empties the answers of these sheets, within an act of destruction."""
    Answer.objects.filter(sheet__in=list(sheets), erasure=None).update(value="", erasure=erasure)
