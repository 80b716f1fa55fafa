"""Reads the text of a question set, and names every mistake in it. Pure: no database.

    [[page]]
    code = "purpose"
    title = "Пред кого ще послужи документът?"
    title_en = "Whom is the document for?"

    [[page.question]]
    code = "purpose"
    kind = "choice"                      # text, long_text, choice, yes_no, date, number, egn, place
    label = "Пред кого ще послужи документът?"
    label_en = "Whom is the document for?"
    choices = [{value = "bank", label = "банка", label_en = "a bank"}]

`hint`, `hint_en`, `help`, `help_en`, `required = false`, `past`, `most`, `when = {question = "purpose", is = "other"}`
may be added. A condition names an earlier choice or yes-or-no question that is itself always asked.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeGuard

from chinar.domain.questionnaires.definition import (
    AnswerKind,
    Choice,
    Condition,
    Definition,
    Question,
    QuestionPage,
    Words,
)

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_PAGES, MOST_QUESTIONS, LONGEST_TEXT = 12, 40, 60_000
OF_PAGE = {"code", "title", "title_en", "help", "help_en", "question"}
OF_QUESTION = {"code", "kind", "label", "label_en", "hint", "hint_en", "required", "choices", "when", "past", "most"}
ANSWERS_TO_ASK_BY = (AnswerKind.CHOICE, AnswerKind.YES_NO)


class WrongQuestions(ValueError):
    """The text is no question set; `mistakes` names each with its place, in English as the text's keys are."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("; ".join(mistakes))
        self.mistakes = tuple(mistakes)


@lru_cache(maxsize=512)
def read(text: str) -> Definition:
    """Raises WrongQuestions. A published text never changes, so it is read once."""
    if len(text) > LONGEST_TEXT:
        raise WrongQuestions([f"the text is longer than {LONGEST_TEXT} characters"])
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        raise WrongQuestions([str(error)]) from error
    mistakes = list(_mistakes(data))
    if mistakes:
        raise WrongQuestions(mistakes)
    return Definition(tuple(_page(page) for page in data["page"]))


def _mistakes(data: Mapping[str, Any]) -> Iterator[str]:
    pages = data.get("page")
    if set(data) - {"page"}:
        yield f"unknown: {', '.join(sorted(set(data) - {'page'}))}"
    if not _is_list_of_tables(pages) or not 1 <= len(pages) <= MOST_PAGES:
        yield f"there must be 1 to {MOST_PAGES} [[page]]"
        return
    asked: dict[str, Mapping[str, Any]] = {}
    codes: set[str] = set()
    for position, page in enumerate(pages, start=1):
        yield from (f"page {position}: {mistake}" for mistake in _of_page(page, codes))
        questions = page.get("question")
        if not _is_list_of_tables(questions) or not questions:
            yield f"page {position}: there is no [[page.question]]"
            continue
        for number, question in enumerate(questions, start=1):
            yield from (f"page {position}, question {number}: {mistake}" for mistake in _of_question(question, asked))
            asked[str(question.get("code"))] = question
    if len(asked) > MOST_QUESTIONS:
        yield f"there are more than {MOST_QUESTIONS} questions"


def _of_page(page: Mapping[str, Any], codes: set[str]) -> Iterator[str]:
    yield from _words_and_code(page, OF_PAGE, "title")
    if str(page.get("code")) in codes:
        yield f"the code {page['code']} is used twice"
    codes.add(str(page.get("code")))


def _of_question(question: Mapping[str, Any], asked: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield from _words_and_code(question, OF_QUESTION, "label")
    if str(question.get("code")) in asked:
        yield f"the code {question['code']} is used twice"
    kind = question.get("kind")
    if kind not in tuple(AnswerKind):
        yield f"kind must be one of {', '.join(AnswerKind)}"
    if (kind == AnswerKind.CHOICE) != ("choices" in question):
        yield "choices belong to the kind choice, and only to it"
    yield from _of_choices(question.get("choices", []))
    for flag in ("required", "past"):
        if not isinstance(question.get(flag, True), bool):
            yield f"{flag} must be true or false"
    most = question.get("most", 1)
    if not isinstance(most, int) or isinstance(most, bool) or not 1 <= most <= 10_000_000:
        yield "most must be a whole number from 1"
    if "when" in question:
        yield from _of_condition(question["when"], asked)


def _of_choices(choices: Any) -> Iterator[str]:
    if not _is_list_of_tables(choices):
        yield "choices must be a list of {value, label}"
        return
    values = [choice.get("value") for choice in choices]
    if len(values) != len(set(map(str, values))):
        yield "a value stands twice among the choices"
    for choice in choices:
        if not isinstance(choice.get("value"), str) or not CODE.fullmatch(choice["value"]):
            yield "a choice needs a value of small Latin letters"
        if not _is_text(choice.get("label")) or not isinstance(choice.get("label_en", ""), str):
            yield "a choice needs a label"


def _of_condition(when: Any, asked: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if not isinstance(when, dict) or set(when) != {"question", "is"}:
        yield "when must be {question, is}"
        return
    earlier = asked.get(str(when["question"]))
    if earlier is None or earlier.get("kind") not in ANSWERS_TO_ASK_BY:
        yield "when must name an earlier question with choices, or of yes and no"
    elif "when" in earlier:
        yield "a condition cannot hang on another: that is a second level"
    elif not isinstance(when["is"], str) or when["is"] not in _values(earlier):
        yield f"{when['is']} is no answer to {when['question']}"


def _values(question: Mapping[str, Any]) -> set[str]:
    if question.get("kind") == AnswerKind.YES_NO:
        return {"yes", "no"}
    choices = question.get("choices")
    return {str(choice.get("value")) for choice in choices} if _is_list_of_tables(choices) else set()


def _words_and_code(part: Mapping[str, Any], known: set[str], needed: str) -> Iterator[str]:
    if set(part) - known:
        yield f"unknown: {', '.join(sorted(set(part) - known))}"
    if not isinstance(part.get("code"), str) or not CODE.fullmatch(part["code"]):
        yield "code must be of small Latin letters, digits and _"
    if not _is_text(part.get(needed)):
        yield f"{needed} is missing"
    for name in ("title_en", "help", "help_en", "label_en", "hint", "hint_en"):
        if not isinstance(part.get(name, ""), str):
            yield f"{name} must be a text"


def _is_list_of_tables(value: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _page(page: Mapping[str, Any]) -> QuestionPage:
    return QuestionPage(
        code=page["code"],
        title=_words(page, "title"),
        help=_words(page, "help"),
        questions=tuple(_question(question) for question in page["question"]),
    )


def _question(data: Mapping[str, Any]) -> Question:
    kind, when = AnswerKind(data["kind"]), data.get("when")
    return Question(
        code=data["code"],
        kind=kind,
        label=_words(data, "label"),
        hint=_words(data, "hint"),
        is_required=data.get("required", True),
        choices=tuple(Choice(choice["value"], _words(choice, "label")) for choice in data.get("choices", ())),
        when=Condition(when["question"], when["is"]) if when else None,
        past=data.get("past", False),
        most=data.get("most", _MOST.get(kind, 300)),
    )


_MOST = {AnswerKind.LONG_TEXT: 2_000, AnswerKind.NUMBER: 1_000_000}


def _words(part: Mapping[str, Any], name: str) -> Words:
    return Words(part.get(name, "").strip(), part.get(f"{name}_en", "").strip())
