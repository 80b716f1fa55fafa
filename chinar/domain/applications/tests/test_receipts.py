"""The receipt: the same bytes each time, in the applicant's language; the result: downloaded, and so served."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from chinar.domain.applications.access import application_of
from chinar.domain.applications.printing import receipt_pdf
from chinar.domain.applications.tests.world import DECEASED_EGN, granted, refused, submitted
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.tests.world import KEY, TOWN, client_of, sofia
from chinar.foundation.core.identifiers import mask
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.tests.pdfs import alternatives_of, text_of

NUMBER = "1204-1-16.11.2026"
RECEIPT, RESULT = f"{TOWN}/follow/{NUMBER}/receipt/", f"{TOWN}/follow/{NUMBER}/result/"


def printed(case: Any) -> bytes:
    return receipt_pdf(application_of(Case.objects.get(pk=case.pk)))


def test_the_same_bytes_each_time_whoever_asks_in_whatever_language(application: Any) -> None:
    with translation.override("bg"):
        first = printed(application.case)
    with translation.override("en"):
        assert printed(application.case) == first


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "bg",
            ["Издаване на удостоверение за наследници", "понеделник, 23 ноември 2026", "АПК чл. 57, ал. 2", "10:30:00"],
        ),
        (
            "en",
            [
                "Receipt for your application",
                "Certificate of heirs",
                "Monday, 23 November 2026",
                "art. 57, para. 2",
                "10:30:00",
                "(UTC+0200)",
            ],
        ),
    ],
)
def test_it_says_what_the_law_and_the_applicant_need(version: Any, language: str, said: list[str]) -> None:
    case = submitted(version, language=language).case
    words = text_of(printed(case))
    everywhere = [NUMBER, format_code(KEY), "Кремена Великова Рашкова", "Константин Хаджиев Стефанов", "0670 00 000"]
    flat = "".join(words.split())
    assert [piece for piece in said + everywhere if "".join(piece.split()) not in flat] == []
    assert DECEASED_EGN not in words
    assert mask(DECEASED_EGN) in words


def test_its_picture_leads_to_the_page_that_asks_for_the_key(application: Any) -> None:
    addresses = "".join(alternatives_of(printed(application.case)))
    assert "http://localhost:8000/troyan/bg/follow/" in addresses
    assert KEY not in addresses


def test_a_late_receipt_explains_its_date(version: Any) -> None:
    case = submitted(version, at=sofia(2026, 11, 21)).case
    assert "АПК, чл. 29, ал. 6" in text_of(printed(case))


def test_it_is_for_the_party_and_for_who_holds_the_key(application: Any, elena: Any) -> None:
    assert Client().get(RECEIPT).status_code == 404
    holder = Client()
    holder.post(f"{TOWN}/follow/", {"number": NUMBER, "key": KEY})
    answers = [client.get(RECEIPT) for client in (holder, client_of(elena))]
    assert answers[0].content == answers[1].content
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    assert all(answer["Content-Type"] == "application/pdf" for answer in answers)


@pytest.mark.parametrize("decide", [granted, refused])
def test_the_first_download_serves_the_result_and_later_ones_do_not(
    application: Any, georgi: Any, elena: Any, decide: Any, clock: Any
) -> None:
    decide(application, georgi)
    contents = []
    for day in (18, 20):
        clock.moment = sofia(2026, 11, day)
        citizen = client_of(elena)  # a session ends with the day
        answer = citizen.post(RESULT)
        assert answer["Content-Disposition"].startswith("attachment")
        contents.append(answer.content)
    assert contents[0] == contents[1]
    assert LedgerEntry.objects.get(step="served").on == date(2026, 11, 18)
    page = citizen.get(f"/troyan/en/follow/{NUMBER}/").text
    assert "You may appeal until 2 December 2026" in page


def test_who_holds_the_key_receives_the_result(application: Any, georgi: Any) -> None:
    granted(application, georgi)
    holder = Client()
    holder.post(f"{TOWN}/follow/", {"number": NUMBER, "key": KEY})
    assert holder.post(RESULT).content.startswith(b"%PDF")
    assert Case.objects.get().phase == "closed"


def test_nothing_is_received_before_the_decision_nor_by_a_link_nor_by_others(
    application: Any, elena: Any, georgi: Any
) -> None:
    citizen = client_of(elena)
    assert citizen.post(RESULT).status_code == 404
    granted(application, georgi)
    assert citizen.get(RESULT).status_code == 405
    assert Client().post(RESULT).status_code == 404
    assert Case.objects.get().phase == "decided"


def test_before_the_decision_no_appeal_is_spoken_of(application: Any, elena: Any) -> None:
    assert "You may appeal until" not in client_of(elena).get(f"/troyan/en/follow/{NUMBER}/").text
