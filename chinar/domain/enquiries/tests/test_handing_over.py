"""A question for another municipality of the installation, and for another body: the whole way."""

import re
from typing import Any

from django.test import Client

from chinar.domain.cases.actions.ending import is_reopenable
from chinar.domain.cases.actions.handing_over import take_back_refused
from chinar.domain.cases.models import Case
from chinar.domain.cases.tests.world import KEY, TOWN, client_of, official, open_department, sofia
from chinar.domain.enquiries.models import Enquiry
from chinar.domain.enquiries.tests.world import QUESTION, answered, asked
from chinar.foundation.core.scope import scoped
from chinar.foundation.notifications.models import Message
from chinar.foundation.territory.models import Municipality

LATER = sofia(2026, 11, 18)
THERE = "/razlog/bg/desk/received/"


def sent(registry: Any, georgi: Any, to: Municipality) -> Enquiry:
    """By the page of the act, with what the asker added."""
    enquiry = asked(registry)
    client = Client()
    client.post(f"{TOWN}/follow/", {"number": enquiry.case.number, "key": KEY})
    page = f"{TOWN}/follow/{enquiry.case.number}/"
    client.post(f"{page}add/", {"text": "Питам за Разлог.", "key": "7d8ff9b6-90c4-4d0a-a8fe-2c2b6a7b1f11"})
    expert = client_of(georgi, is_official=True)
    act = f"{TOWN}/desk/cases/{enquiry.case.number}/hand_over/"
    assert expert.post(act, {"to": to.pk, "reason": "Услугата е на Разлог."}).status_code == 302
    return enquiry


def test_it_is_registered_there_with_its_own_clock_and_the_asker_reads_it_in_both(
    registry: Any, georgi: Any, other_town: Municipality, clock: Any
) -> None:
    enquiry = sent(registry, georgi, other_town)
    case = Case.objects.get(pk=enquiry.case_id)
    assert (case.state, case.outcome, is_reopenable(case)) == ("left", "forwarded", False)
    told = Message.objects.get(template="cases/notices/forwarded.txt")
    assert (told.address, told.about) == ("radost@chinar.example", case.number)
    clock.moment = LATER
    with scoped(other_town.pk):
        open_department("info", "Информация")
        petar = client_of(official("petar", "Петър Стоев", "secretary"), is_official=True)
        page = re.findall(rf"{THERE}\d+/", petar.get(THERE).text)[0]
        shown = petar.get(page).text
        assert QUESTION in shown
        assert "Питам за Разлог." in shown
        assert "radost@chinar.example" not in shown
        assert "Радост" not in shown
        assert petar.post(page, {"verb": "accept", "about": "documents"}).status_code == 302
        there = Enquiry.objects.select_related("case").get()
        assert there.question == f"{QUESTION}\n\nПитам за Разлог."
        assert (there.case.received_at, there.case.due_on) == (enquiry.case.received_at, enquiry.case.due_on)
        registered = Message.objects.get(template="cases/notices/registered.txt")
        assert (registered.address, registered.about) == ("radost@chinar.example", there.case.number)
    client = Client()
    for town, number in (("troyan", case.number), ("razlog", there.case.number)):
        client.post(f"/{town}/bg/follow/", {"number": number, "key": KEY})
        assert f"под номер {there.case.number if town == 'troyan' else case.number}" in (
            client.get(f"/{town}/bg/follow/{number}/").text
        )


def test_what_is_refused_comes_back_and_what_was_answered_goes_nowhere(
    registry: Any, georgi: Any, other_town: Municipality
) -> None:
    enquiry = sent(registry, georgi, other_town)
    with scoped(other_town.pk):
        petar = client_of(official("petar", "Петър Стоев", "secretary"), is_official=True)
        page = re.findall(rf"{THERE}\d+/", petar.get(THERE).text)[0]
        assert petar.post(page, {"verb": "refuse", "reason": "Ваша е."}).status_code == 302
    assert take_back_refused(at=LATER) == 1
    case = Case.objects.get(pk=enquiry.case_id)
    assert (case.is_open, case.state) == (True, "in_progress")
    told = Message.objects.get(template="cases/notices/reopened.txt")
    assert told.address == "radost@chinar.example", "whoever was told that it left is told that it came back"
    answered(enquiry, georgi)
    closed = Case.objects.get(pk=case.pk)
    assert not is_reopenable(closed)
    expert = client_of(georgi, is_official=True)
    other = asked(registry)
    for act in ("merge", "hand_over", "forward"):
        page = expert.get(f"{TOWN}/desk/cases/{closed.number}/{act}/").text
        assert '<form method="post" novalidate' not in page, act
    assert "не го допуска" in expert.get(f"{TOWN}/desk/cases/{other.case.number}/merge/").text
    sent_on = {"body": "ОУ „Христо Ботев“", "act": "№ 7 от 17.11.2026 г."}
    assert expert.post(f"{TOWN}/desk/cases/{other.case.number}/forward/", sent_on).status_code == 302
    assert "Отговорете на въпроса" not in expert.get(f"{TOWN}/desk/cases/{other.case.number}/").text
