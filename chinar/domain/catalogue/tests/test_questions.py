"""The editor of the catalogue changes what a service asks."""

from typing import Any

import pytest
from django.test import Client

from chinar.domain.cases.tests.world import client_of, official, open_department
from chinar.domain.catalogue.models import ServiceVersion, Speed
from chinar.domain.catalogue.tests.world import CODE, PUBLISHED_AT, needs, offer, publish
from chinar.domain.questionnaires.actions import publish_questions
from chinar.foundation.core.actor import SYSTEM

PAGE = f"/troyan/bg/desk/services/{CODE}/questions/"
TEXT = '[[page]]\ncode = "a"\ntitle = "Защо?"\n[[page.question]]\ncode = "why"\nkind = "text"\nlabel = "Защо?"\n'


@pytest.fixture
def version(town: Any) -> ServiceVersion:
    sets = {
        "question_version": publish_questions(CODE, TEXT, by=SYSTEM, at=PUBLISHED_AT),
        "result_version": publish_questions(f"{CODE}-result", TEXT, by=SYSTEM, at=PUBLISHED_AT),
    }
    speeds = [Speed(kind="fast", period="3d", fee_cents=100)]
    return publish(offer(open_department()), speeds=speeds, requirements=[needs("archive", source="own")], **sets)


@pytest.fixture
def editor(version: Any) -> Client:
    return client_of(official("editor", "Рада Илиева", "catalogue_editor"), is_official=True)


def texts(**changes: str) -> dict[str, str]:
    return {"questions": TEXT, "result": TEXT, "seen": "1", **changes}


def test_a_new_text_becomes_a_new_version_that_keeps_the_rest(version: ServiceVersion, editor: Client) -> None:
    assert CODE in editor.get("/troyan/bg/desk/services/").text
    assert "code = &#34;why&#34;" in editor.get(PAGE).text
    changed = TEXT.replace("Защо?", "По каква причина?")
    seen = editor.post(PAGE, texts(questions=changed.replace("\n", "\r\n"), preview="1")).text
    assert seen.count("По каква причина?") > 2
    assert editor.post(PAGE, texts(questions=changed, publish="1")).status_code == 302
    new = ServiceVersion.objects.published_rows().get()
    assert (new.number, new.name, new.question_version.text) == (2, version.name, changed)
    assert new.result_version == version.result_version
    assert new.speeds.get().fee_cents == 100
    assert {row.code for row in new.requirements.all()} == {row.code for row in version.requirements.all()}
    assert version.speeds.count() == 1


def test_a_mistake_is_named_and_what_was_typed_stays(version: ServiceVersion, editor: Client) -> None:
    answer = editor.post(PAGE, texts(questions=TEXT + "score = 5\n", publish="1")).text
    assert "page 1, question 1: unknown: score" in answer
    assert "score = 5" in answer
    for wrong in ({"questions": ""}, {"result": "<script>"}, {"seen": "x"}, {"questions": "x" * 70_000}):
        assert editor.post(PAGE, texts(publish="1", **wrong)).status_code == 200
    assert ServiceVersion.objects.count() == 1


def test_of_two_editors_the_second_is_told_and_the_same_text_changes_nothing(
    version: ServiceVersion, editor: Client
) -> None:
    editor.post(PAGE, texts(publish="1"))
    assert ServiceVersion.objects.count() == 1
    editor.post(PAGE, texts(questions=TEXT + "# първи\n", publish="1"))
    answer = editor.post(PAGE, texts(questions=TEXT + "# втори\n", publish="1"))
    assert "# втори" in answer.text
    assert "# първи" in answer.text, "what the colleague published stands beside it"
    assert 'name="seen" value="2"' in answer.text
    assert ServiceVersion.objects.count() == 2
    assert editor.post(PAGE, texts(questions=TEXT + "# втори\n", publish="1", seen="2")).status_code == 302
    assert "# втори" in ServiceVersion.objects.published_rows().get().question_version.text
    assert editor.get("/troyan/bg/desk/services/unknown/questions/").status_code == 404
