from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.documents import comparison
from chinar.foundation.documents.actions import withdraw
from chinar.foundation.documents.models import Document
from chinar.foundation.documents.views.download import download

Make = Callable[..., Document]
PAGE = "/troyan/en/check/"
GENUINE = PAGE + "7KQ2-M9XD-4TRB-0HWE/"
LATER = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


def seen(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.usefixtures("town")
def test_the_page_asks_for_a_code_in_both_languages(client: Client) -> None:
    assert 'name="code"' in seen(client, PAGE)
    assert 'lang="bg"' in seen(client, "/troyan/bg/check/")


def test_a_genuine_document_is_told_by_what_stands_on_it(client: Client, certificate: Make) -> None:
    certificate()
    for page in (seen(client, GENUINE), seen(client, PAGE, code="7kq2 m9xd 4trb 0hwe")):
        assert "The document is genuine" in page
        assert "Удостоверение за наследници" in page
        assert "2-17-23.11.2026" in page
        assert "23 November 2026" in page
        assert "Troyan" in page
        assert "7KQ2-M9XD-4TRB-0HWE" in page


def test_wrong_and_malformed_codes_answer_alike(client: Client, certificate: Make) -> None:
    certificate()
    absent, malformed = "7KQ2-M9XD-4TRB-0HW0", "x"
    assert "There is no such document" in seen(client, PAGE, code=absent)
    assert without(absent, seen(client, PAGE, code=absent)) == without(malformed, seen(client, PAGE, code=malformed))


def without(typed: str, page: str) -> str:
    """The page without what was typed, wherever it is shown again."""
    for mark in (f"“{typed}”", f'value="{typed}"', f"code={typed}", f"code%3D{typed}"):
        page = page.replace(mark, mark.replace(typed, ""))
    return page


def test_a_document_of_another_town_is_not_told(client: Client, certificate: Make, other_town: Any) -> None:
    certificate()
    assert "There is no such document" in seen(client, "/razlog/en/check/7KQ2-M9XD-4TRB-0HWE/")


def test_markup_in_a_code_stays_words(client: Client, certificate: Make) -> None:
    assert "<script>alert" not in seen(client, PAGE, code="<script>alert(1)</script>")


def test_a_withdrawn_document_is_told_with_its_day_and_without_the_reason(client: Client, certificate: Make) -> None:
    withdraw(certificate(), reason="тайна", by=SYSTEM, at=LATER)
    page = seen(client, GENUINE)
    assert "no longer valid" in page
    assert "withdrew it on 1 December 2026" in page
    assert "тайна" not in page


def test_a_replaced_document_says_so(client: Client, certificate: Make) -> None:
    withdraw(certificate(), reason="x", successor=certificate(b"right", code=None), by=SYSTEM, at=LATER)
    assert "replaced it by a newer one" in seen(client, GENUINE)


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"%PDF-1.7 certificate", "to the last byte"),
        (b"%PDF-1.7 certificatf", "something in it differs"),
        (b"", "Choose a file"),
    ],
)
def test_a_file_is_compared_with_the_issued_one(client: Client, certificate: Make, content: bytes, answer: str) -> None:
    certificate()
    response = client.post(GENUINE, {"file": SimpleUploadedFile("my.pdf", content)})
    assert answer in response.content.decode()


def test_a_large_file_is_not_read_to_the_end_in_memory(
    client: Client, certificate: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate()
    monkeypatch.setattr(comparison, "LARGEST", 100_000)
    response = client.post(GENUINE, {"file": SimpleUploadedFile("my.pdf", b"x" * 300_000)})
    assert "larger than 20 MB" in response.content.decode()


def test_no_form_token_is_asked_of_who_compares(certificate: Make) -> None:
    certificate()
    client = Client(enforce_csrf_checks=True)
    response = client.post(GENUINE, {"file": SimpleUploadedFile("my.pdf", b"%PDF-1.7 certificate")})
    assert "to the last byte" in response.content.decode()


def test_very_many_codes_from_one_address_are_slowed_down(client: Client, certificate: Make) -> None:
    certificate()
    statuses = [client.get(PAGE, {"code": "x"}).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    assert client.get(PAGE).status_code == 200


def test_an_answer_is_neither_kept_nor_indexed(client: Client, certificate: Make) -> None:
    certificate()
    response = client.get(GENUINE)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_a_download_is_a_file_with_a_bulgarian_name(certificate: Make) -> None:
    response = download(certificate())
    assert response.content == b"%PDF-1.7 certificate"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%A3%D0%B4")
    assert response["Content-Disposition"].endswith("2-17-23.11.2026.pdf")
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
