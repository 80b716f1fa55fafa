"""Versions that are frozen, answers that are judged and kept encrypted."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from chinar.domain.questionnaires.actions import keep_answers, publish_questions
from chinar.domain.questionnaires.forms import AnswersForm
from chinar.domain.questionnaires.models import QuestionSetVersion
from chinar.domain.questionnaires.reading import read
from chinar.domain.questionnaires.rules import WrongAnswers
from chinar.domain.questionnaires.showing import shown
from chinar.domain.questionnaires.tests.world import TEXT
from chinar.foundation.core.actor import SYSTEM

TODAY = date(2026, 11, 16)
NOW, LATER = datetime(2026, 11, 16, 9, tzinfo=UTC), datetime(2026, 11, 17, 9, tzinfo=UTC)
PURPOSE, DETAILS, ELSEWHERE = read(TEXT).pages


def form(page: Any, town: Any, data: Any = None, **more: Any) -> AnswersForm:
    return AnswersForm(page.questions, data, on=TODAY, municipality=town, **more)


def details(**changes: str) -> dict[str, str]:
    date_of = {"born_on-day": "9", "born_on-month": "8", "born_on-year": "1979"}
    return {"egn": "7928178750", **date_of, "area": "12,50", "is_urgent": "yes", **changes}


def test_each_kind_of_answer_is_judged_and_kept_as_text(town: Any) -> None:
    filled = form(DETAILS, town, details())
    assert filled.is_valid(), filled.errors
    assert filled.answers() == {
        "egn": "7928178750", "born_on": "1979-08-09", "area": "12.50", "is_urgent": "yes",
    }  # fmt: skip
    with translation.override("bg"):
        assert shown(DETAILS.questions, filled.answers()) == [
            ("ЕГН", "••••••••50"), ("Дата", "9 август 1979 г."), ("Площ", "12,50"), ("Спешно ли е?", "да"),
        ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"egn": "7928178751"},
        {"egn": ""},
        {"born_on-year": "2027"},
        {"born_on-day": "31", "born_on-month": "2"},
        *({"area": typed} for typed in ("1e3", "-1", "١٢", "1001", "NaN", "1,234", "дванадесет", "9" * 500, "")),
        {"is_urgent": "perhaps"},
    ],
    ids=str,
)
def test_what_is_no_answer_is_refused_beside_its_field(town: Any, wrong: dict[str, str]) -> None:
    filled = form(DETAILS, town, details(**wrong))
    assert not filled.is_valid()
    assert set(filled.errors) == {next(iter(wrong)).split("-", maxsplit=1)[0]}


def test_a_question_is_asked_only_when_its_condition_is_met(town: Any) -> None:
    other = form(PURPOSE, town, {"purpose": "other", "purpose_words": ""})
    assert not other.is_valid()
    assert set(other.errors) == {"purpose_words"}
    bank = form(PURPOSE, town, {"purpose": "bank", "purpose_words": "x" * 500})
    assert bank.is_valid()
    assert bank.answers() == {"purpose": "bank"}
    assert not form(ELSEWHERE, town, {}, earlier={"purpose": "bank"}).fields


def test_what_is_known_stands_in_the_form_and_what_is_no_date_does_not(town: Any) -> None:
    known = form(DETAILS, town, initial={"born_on": "yesterday", "area": "5"})
    assert (known["area"].value(), known["born_on"].value()) == ("5", None)
    assert form(DETAILS, town, initial={"born_on": "1979-08-09"})["born_on"].value() == date(1979, 8, 9)


def test_a_published_version_is_frozen_and_superseded_by_another_text(town: Any) -> None:
    first = publish_questions("sample", TEXT, by=SYSTEM, at=NOW)
    assert publish_questions("sample", TEXT, by=SYSTEM, at=NOW) == first
    second = publish_questions("sample", TEXT + "\n# more", by=SYSTEM, at=LATER)
    assert (first.number, second.number, QuestionSetVersion.objects.holding().get()) == (1, 2, second)
    first.refresh_from_db()
    with pytest.raises(DatabaseError), transaction.atomic():
        QuestionSetVersion.objects.filter(pk=first.pk).update(text="other")


def test_answers_lie_encrypted_and_fit_the_version(town: Any) -> None:
    version = publish_questions("sample", TEXT, by=SYSTEM, at=NOW)
    given = {"purpose": "other", "purpose_words": "посолство", "elsewhere": "тайна", "egn": "7928178750"}
    given |= {"born_on": "1979-08-09", "area": "5"}
    sheet = keep_answers(version, {**given, "is_urgent": ""}, at=NOW)
    assert sheet.by_code == given
    with connection.cursor() as cursor:
        cursor.execute("select value from questionnaires_answer")
        stored = str(cursor.fetchall())
    assert "тайна" not in stored
    assert "7928178750" not in stored
    assert "v1:" in stored
    with pytest.raises(WrongAnswers):
        keep_answers(version, {**given, "purpose": "bank"}, at=NOW)


def test_the_command_publishes_a_file_and_names_the_mistakes_of_another(town: Any, tmp_path: Any) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_text("x = 1", encoding="utf-8")
    with pytest.raises(CommandError, match="unknown: x"):
        call_command("questions", "check", str(bad))
    with pytest.raises(CommandError, match="no municipality atlantis"):
        call_command("questions", "publish", "atlantis", "sample", str(good))
