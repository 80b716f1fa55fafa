"""What a question set is made of. Pure values; texts are Bulgarian, with English where somebody wrote it."""

from dataclasses import dataclass
from enum import StrEnum


class AnswerKind(StrEnum):
    """The kinds of answers; whoever needs a ninth needs a journey in code."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    DATE = "date"
    NUMBER = "number"
    EGN = "egn"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Bulgarian, and in English where it is not empty."""

    bg: str = ""
    en: str = ""

    def said(self, language: str) -> str:
        return self.en if language == "en" and self.en else self.bg


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Words


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only when an earlier question was answered so."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """`past` refuses days to come; `most` is the longest text, or the largest number."""

    code: str
    kind: AnswerKind
    label: Words
    hint: Words = Words()
    is_required: bool = True
    choices: tuple[Choice, ...] = ()
    when: Condition | None = None
    past: bool = False
    most: int = 300


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question, or a few that belong together."""

    code: str
    title: Words
    help: Words
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    pages: tuple[QuestionPage, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for page in self.pages for question in page.questions)
