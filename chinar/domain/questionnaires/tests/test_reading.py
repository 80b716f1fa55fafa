"""What a text of questions may say, and that every mistake is named with its place."""

import pytest

from chinar.domain.questionnaires.definition import AnswerKind, Condition
from chinar.domain.questionnaires.reading import WrongQuestions, read
from chinar.domain.questionnaires.rules import WrongAnswers, check_answers, is_page_asked
from chinar.domain.questionnaires.tests.world import TEXT

PAGE = '[[page]]\ncode = "a"\ntitle = "А"\n'


def question(**parts: str) -> str:
    lines = {"code": '"q"', "kind": '"text"', "label": '"В?"', **parts}
    return "[[page.question]]\n" + "\n".join(f"{name} = {value}" for name, value in lines.items()) + "\n"


def test_a_text_becomes_pages_of_questions_in_both_languages() -> None:
    definition = read(TEXT)
    assert [page.code for page in definition.pages] == ["purpose", "details", "elsewhere"]
    purpose, words, *rest = definition.questions
    assert (purpose.kind, purpose.label.said("bg"), purpose.label.said("en")) == (
        AnswerKind.CHOICE, "Пред кого?", "Whom for?",
    )  # fmt: skip
    assert purpose.choices[1].label.said("en") == "другаде"  # where nobody wrote English
    assert (words.when, words.most) == (Condition("purpose", "other"), 20)
    assert not rest[3].is_required


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "there must be 1 to 12"),
        ("page = 1", "there must be 1 to 12"),
        ("[[page]", "Expected"),
        (PAGE, "page 1: there is no"),
        (PAGE + question(kind='"colour"'), "kind must be one of"),
        (PAGE + question(kind='"choice"'), "choices belong to the kind choice"),
        (PAGE + question(choices="[]"), "choices belong to the kind choice"),
        (PAGE + question(kind='"choice"', choices='[{value = "Ю"}]'), "a choice needs a value"),
        (PAGE + question(kind='"choice"', choices='[{value = "a", label = "А"}, {value = "a", label = "Б"}]'), "twice"),
        (PAGE + question(label='" "'), "label is missing"),
        (PAGE + question(code='"Q q"'), "code must be of small Latin letters"),
        (PAGE + question(score="5"), "unknown: score"),
        (PAGE + question(required='"no"'), "required must be true or false"),
        (PAGE + question(most="0"), "most must be a whole number"),
        (PAGE + question(when='{question = "x", is = "y"}'), "when must name an earlier question"),
        (PAGE + question() + question(), "the code q is used twice"),
        (PAGE + question() + PAGE + question(code='"r"'), "the code a is used twice"),
        ("x = 1\n" + PAGE + question(), "unknown: x"),
        ("#" * 60_001, "longer than"),
        ("a = " + "[" * 50_000, ""),
        (PAGE + question(most="9" * 5_000), "Exceeds the limit"),
        (PAGE.replace('"a"', "[1]") + question(), "page 1: code must be"),
        (PAGE + question(code="[1]"), "code must be of small Latin letters"),
        (PAGE + question(kind='["text"]'), "kind must be one of"),
        (
            PAGE + question(code='"a"', kind='"yes_no"') + question(when='{question = "a", is = ["yes"]}'),
            "is no answer to a",
        ),
    ],
)
def test_a_wrong_text_names_its_mistake(text: str, mistake: str) -> None:
    with pytest.raises(WrongQuestions) as wrong:
        read(text)
    assert any(mistake in said for said in wrong.value.mistakes), wrong.value.mistakes


def test_a_condition_has_one_level_and_a_possible_answer() -> None:
    first = PAGE + question(code='"a"', kind='"yes_no"')
    second = question(code='"b"', kind='"yes_no"', when='{question = "a", is = "yes"}')
    read(first + second)
    with pytest.raises(WrongQuestions, match="second level"):
        read(first + second + question(code='"c"', when='{question = "b", is = "yes"}'))
    with pytest.raises(WrongQuestions, match="perhaps is no answer to a"):
        read(first + question(code='"b"', when='{question = "a", is = "perhaps"}'))


def test_a_page_of_which_nothing_is_asked_is_left_out() -> None:
    purpose, _, elsewhere = read(TEXT).pages
    assert is_page_asked(purpose, {})
    assert not is_page_asked(elsewhere, {"purpose": "bank"})
    assert is_page_asked(elsewhere, {"purpose": "other"})


def test_answers_must_fit_their_version() -> None:
    definition = read(TEXT)
    whole = {"purpose": "bank", "egn": "7928178750", "born_on": "1979-01-01", "area": "5"}
    check_answers(definition, whole)
    with pytest.raises(WrongAnswers, match="missing: area; not asked: elsewhere, strange"):
        check_answers(definition, {**whole, "area": "", "strange": "x", "elsewhere": "y"})
    with pytest.raises(WrongAnswers, match="missing: purpose_words, elsewhere"):
        check_answers(definition, {**whole, "purpose": "other"})
