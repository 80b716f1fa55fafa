"""Pure decisions about questions and answers. An answer is a text: a date as 2026-11-16, yes or no, a place's code."""

from collections.abc import Mapping

from chinar.domain.questionnaires.definition import Definition, Question, QuestionPage


class WrongAnswers(ValueError):
    """The answers do not fit the version: one is missing, or one was never asked for. Names codes, never answers."""


def is_asked(question: Question, answers: Mapping[str, str]) -> bool:
    """Whether its condition, if it has one, is met by what was answered before."""
    return question.when is None or answers.get(question.when.question, "") == question.when.value


def is_page_asked(page: QuestionPage, answers: Mapping[str, str]) -> bool:
    """A page is left out when none of its questions is asked; conditions upon the page itself do not hide it."""
    own = {question.code for question in page.questions}
    return any(
        question.when is None or question.when.question in own or is_asked(question, answers)
        for question in page.questions
    )


def check_answers(definition: Definition, answers: Mapping[str, str]) -> None:
    """Raises WrongAnswers. What single answers look like, the form has judged."""
    known = {question.code: question for question in definition.questions}
    strange = sorted(code for code in answers if code not in known or not is_asked(known[code], answers))
    missing = [
        question.code
        for question in definition.questions
        if question.is_required and is_asked(question, answers) and not answers.get(question.code)
    ]
    if strange or missing:
        raise WrongAnswers(f"missing: {', '.join(missing) or '-'}; not asked: {', '.join(strange) or '-'}")
