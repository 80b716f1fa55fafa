"""A question that is a signal: registered as one, with number, author, key and clock kept."""

from datetime import date
from typing import Any

from django.apps import apps
from django.test import Client

from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import KEY, TOWN, client_of, open_department, sofia
from chinar.domain.enquiries.tests.world import QUESTION, asked
from chinar.foundation.notifications.models import Message

DESK = f"{TOWN}/desk/cases"


def test_a_question_that_is_a_signal_goes_on_as_one_from_the_day_of_its_receipt(
    registry: Any, georgi: Any, elena: Any, clock: Any
) -> None:
    department = open_department("roads", "Пътища")
    topics = apps.get_model("reports", "Category").objects
    roads = topics.create(code="roads", name="Пътища", name_en="Roads", department=department)
    enquiry = asked(registry, account=None, language="en")
    clock.moment = sofia(2026, 11, 19)
    expert, page = client_of(georgi, is_official=True), f"{DESK}/{enquiry.case.number}/convert/"
    assert f'value="report/{roads.code}"' in expert.get(page).text
    for wrong in ("report", "report/nowhere", "enquiry", "report/"):
        assert "govuk-error-summary" in expert.post(page, {"to": wrong, "reason": "Сигнал е"}).text
    assert expert.post(page, {"to": "report/roads", "reason": "Сигнал е"}).status_code == 302
    report = apps.get_model("reports", "CitizenReport").objects.select_related("case").get()
    assert (report.text, report.author_email, report.language, report.category) == (
        *(QUESTION, "radost@chinar.example", "en"),
        roads,
    )
    case = report.case
    assert (case.received_at, case.due_on, case.department.code) == (
        *(enquiry.case.received_at, date(2027, 1, 18)),
        "roads",
    )
    assert Case.objects.get(pk=enquiry.case_id).outcome == "converted"
    citizen = Client()
    opened = citizen.post(f"{TOWN}/follow/", {"number": enquiry.case.number, "key": KEY}, follow=True)
    assert opened.redirect_chain[-1][0] == f"{TOWN}/follow/{case.number}/"
    told = Message.objects.filter(template="cases/notices/registered.txt").last()
    assert told is not None
    assert (told.address, case.number in told.text, "18 January 2027" in told.text) == (report.author_email, True, True)
