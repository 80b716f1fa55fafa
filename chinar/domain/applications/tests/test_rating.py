"""From decision to rating: the result is received, the question comes, a low mark is answered and the service's page
counts it."""

import re
from typing import Any

from django.test import Client

from chinar.domain.applications.tasks import serve_deemed
from chinar.domain.applications.tests.world import granted, refused
from chinar.domain.cases.models import Rating, RatingRequest
from chinar.domain.cases.tasks import ask_how_it_went
from chinar.domain.cases.tests.test_ratings import rated
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, sofia
from chinar.domain.catalogue.tests.world import CODE
from chinar.foundation.notifications.models import Message


def test_from_decision_to_rating(application: Any, georgi: Any, nadezhda: Any, citizen: Client, version: Any) -> None:
    number = application.case.number
    granted(application, georgi)
    ask_how_it_went()
    assert not RatingRequest.objects.exists()  # decided, but not in anybody's hands
    assert citizen.post(f"{TOWN}/follow/{number}/result/").status_code == 200
    for _ in range(2):
        ask_how_it_went()
    letters = Message.objects.filter(template="cases/notices/rate.txt")
    found = re.search(r"http://localhost:8000(\S+/rate/\S+)", letters.get().text)
    assert found is not None
    anybody = Client()
    assert "Издаване на удостоверение за наследници" in anybody.get(found[1]).text
    own = anybody.post(found[1], {"score": "2", "text": "Бавно.", "reply_to": "me@example.org"})["Location"]
    rating = Rating.objects.get()
    assert (rating.service, rating.request.occasion, rating.by_company) == (CODE, "delivery", False)
    head = client_of(nadezhda, is_official=True)
    assert f"/desk/ratings/{rating.pk}/" in head.get(f"{TOWN}/desk/ratings/").text
    head.post(f"{TOWN}/desk/ratings/{rating.pk}/", {"text": "Прав сте, вече сме двама."})
    assert "вече сме двама" in anybody.get(own).text
    told = Message.objects.latest("pk")
    assert (told.template, told.address) == ("cases/notices/rating_answered.txt", "me@example.org")
    page = f"{TOWN}/services/{CODE}/"
    assert "Как са обслужени" not in anybody.get(page).text
    for one in range(4):
        rated(version.service.department, 5, one, service=CODE)
    shown = anybody.get(page).text
    assert "Как са обслужени" in shown
    assert "Граждани: 5 оценки" in shown


def test_after_a_refusal_the_question_is_of_the_refusal_and_silence_asks_nothing(
    application: Any, georgi: Any, citizen: Client, clock: Any
) -> None:
    refused(application, georgi)
    assert citizen.post(f"{TOWN}/follow/{application.case.number}/result/").status_code == 200
    assert RatingRequest.objects.get().occasion == "refusal"


def test_what_counts_as_received_by_law_only_asks_nothing(application: Any, georgi: Any, clock: Any) -> None:
    granted(application, georgi, at=NOW)
    clock.moment = sofia(2026, 11, 24, 1)
    serve_deemed()
    application.case.refresh_from_db()
    assert (application.case.state, RatingRequest.objects.count()) == ("granted_served", 0)
