"""A question that was kept long enough is emptied; its public answer stays."""

from typing import Any

import pytest
from django.db import connection

from chinar.domain.cases.actions import destroying
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import NOW, official, sofia
from chinar.domain.enquiries.models import Answer, BankAnswer, Enquiry
from chinar.domain.enquiries.tests.world import QUESTION, asked, published
from chinar.foundation.core.actor import SYSTEM, Actor

IN_TWO_YEARS = sofia(2028, 1, 1)


def test_question_and_answer_go_and_what_the_bank_shows_stays(version: Any, georgi: Any) -> None:
    published(asked(version.service.department), georgi, question="Колко време?", text="Седем дни.")
    waits = asked(version.service.department)
    with pytest.raises(destroying.NothingToDestroy):
        destroying.propose_destruction(by=SYSTEM, at=sofia(2099, 1, 1))
    destroying.set_term(kind="enquiry", outcome="answered", years=1, source="Заповед 1", by=SYSTEM, at=NOW)
    listed = destroying.propose_destruction(by=SYSTEM, at=IN_TWO_YEARS)
    for key in ("svetla", "mayor"):
        somebody = official(key, key, "secretary")
        listed = destroying.approve_destruction(listed, by=Actor(somebody.pk, "official"), at=IN_TWO_YEARS)
    assert destroying.carry_out(listed, by=SYSTEM, at=IN_TWO_YEARS) == (1, 0)
    gone = Enquiry.objects.exclude(pk=waits.pk).get()
    assert (gone.question, gone.asker_name, gone.asker_email, gone.draft) == ("", "", "", "")
    assert Answer.objects.get().text == ""
    assert BankAnswer.objects.get().text == "Седем дни."
    assert Enquiry.objects.get(pk=waits.pk).question == QUESTION, "a filed open question is never touched"
    assert Case.objects.get(pk=waits.case_id).key
    with connection.cursor() as cursor:
        cursor.execute("select text from enquiries_answer")
        assert cursor.fetchall() == [("",)]
