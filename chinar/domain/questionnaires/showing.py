"""Answers in words: on "check your answers", for the official, on papers."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.questionnaires.definition import AnswerKind, Question
from chinar.foundation.core.identifiers import mask
from chinar.foundation.core.jinja import day
from chinar.foundation.territory.models import Settlement


def shown(questions: Sequence[Question], answers: Mapping[str, str], *, masked: bool = True) -> list[tuple[str, str]]:
    """(label, answer) for each question that was answered; numbers of persons masked unless told otherwise.

    One query when a place is among them, else none.
    """
    said = words_of(questions, answers, masked=masked)
    language = get_language() or "bg"
    return [(question.label.said(language), said[question.code]) for question in questions if question.code in said]


def words_of(questions: Sequence[Question], answers: Mapping[str, str], *, masked: bool = True) -> dict[str, str]:
    """Question -> answer in words."""
    places = _places(questions, answers)
    return {
        question.code: _words(question, answers[question.code], places, masked=masked)
        for question in questions
        if answers.get(question.code)
    }


def _places(questions: Sequence[Question], answers: Mapping[str, str]) -> dict[str, str]:
    codes = {answers.get(question.code) for question in questions if question.kind is AnswerKind.PLACE} - {None, ""}
    if not codes:
        return {}
    return {place.ekatte: str(place) for place in Settlement.objects.current().filter(ekatte__in=codes)}


def _words(question: Question, value: str, places: Mapping[str, str], *, masked: bool) -> str:
    match question.kind:
        case AnswerKind.CHOICE:
            labels = {choice.value: choice.label.said(get_language() or "bg") for choice in question.choices}
            return labels.get(value, value)
        case AnswerKind.YES_NO:
            return _("yes") if value == "yes" else _("no")
        case AnswerKind.DATE:
            return day(date.fromisoformat(value))
        case AnswerKind.NUMBER:
            return number_format(value)
        case AnswerKind.EGN:
            return mask(value) if masked else value
        case AnswerKind.PLACE:
            return places.get(value, value)
        case _:
            return value
