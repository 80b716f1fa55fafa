import pathlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import OutOfScope, scoped
from chinar.foundation.documents import files
from chinar.foundation.documents.actions import AlreadyWithdrawn, keep, withdraw
from chinar.foundation.documents.models import Document
from chinar.foundation.documents.queries import by_code, damaged

Make = Callable[..., Document]
LATER = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)


def test_a_kept_document_can_be_read_and_found(certificate: Make) -> None:
    document = certificate(b"paper")
    with document.open() as file:
        assert file.read() == b"paper"
    assert document.size == 5
    assert by_code("7kq2-m9xd-4trb-0hwe") == document
    assert list(Document.objects.about("2-17-23.11.2026")) == [document]


def test_a_document_without_a_code_is_not_found_by_an_empty_one(certificate: Make) -> None:
    certificate(code=None)
    certificate(b"another", code=None)
    assert by_code("") is None


def test_a_code_stands_on_one_document(certificate: Make) -> None:
    certificate()
    with pytest.raises(IntegrityError), transaction.atomic():
        certificate(b"another")


def test_a_document_of_another_town_is_not_found(certificate: Make, other_town: Any) -> None:
    certificate()
    with scoped(other_town.pk):
        assert by_code("7KQ2-M9XD-4TRB-0HWE") is None


def test_keeping_needs_a_municipality(certificate: Make) -> None:
    with scoped(None), pytest.raises(OutOfScope):
        certificate()


def test_a_document_never_changes(certificate: Make) -> None:
    document = certificate()
    for statement in (
        "update documents_document set title = 'x' where id = %s",
        "delete from documents_document where id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [document.pk])


def test_a_rolled_back_row_leaves_a_file_that_nobody_names(certificate: Make) -> None:
    def fails_after_keeping() -> None:
        with transaction.atomic():
            certificate(b"paper")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails_after_keeping()
    assert not Document.objects.exists()
    assert files.is_intact(files.digest_of(b"paper"))


def test_a_withdrawn_document_stays_and_says_so(certificate: Make) -> None:
    document = certificate()
    withdraw(document, reason="Грешка в името", by=SYSTEM, at=LATER)
    found = by_code("7KQ2-M9XD-4TRB-0HWE")
    assert found == document
    assert not found.is_valid


def test_a_document_is_withdrawn_once(certificate: Make) -> None:
    document, successor = certificate(), certificate(b"right", code=None)
    withdraw(document, reason="Грешка в името", successor=successor, by=SYSTEM, at=LATER)
    with pytest.raises(AlreadyWithdrawn):
        withdraw(document, reason="пак", by=SYSTEM, at=LATER)
    assert list(successor.predecessors.values_list("document", flat=True)) == [document.pk]


def test_a_document_does_not_replace_itself(certificate: Make) -> None:
    document = certificate()
    with pytest.raises(IntegrityError), transaction.atomic():
        withdraw(document, reason="x", successor=document, by=SYSTEM, at=LATER)


def test_verify_is_content_with_whole_files(certificate: Make, town: Any) -> None:
    certificate()
    out = StringIO()
    with scoped(None):
        call_command("documents", "verify", stdout=out)
    assert out.getvalue() == "troyan: 1 documents, 0 damaged\n"


def test_verify_names_every_damaged_document(certificate: Make, town: Any) -> None:
    changed, lost, _ = certificate(b"one"), certificate(b"two", code=None), certificate(b"three", code=None)
    files.place_of(changed.sha256).write_bytes(b"ono")
    pathlib.Path(files.place_of(lost.sha256)).unlink()
    assert [document for document, _ in damaged()] == [changed, lost]
    out = StringIO()
    with scoped(None), pytest.raises(CommandError, match="2 damaged"):
        call_command("documents", "verify", "--town", "troyan", stdout=out)
    assert f"document {lost.pk}, about 2-17-23.11.2026" in out.getvalue()


def test_keep_writes_the_file_before_the_row(certificate: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate(b"first", code=None)

    def full(content: bytes) -> str:
        raise OSError("the disk is full")

    monkeypatch.setattr(files, "store", full)
    with pytest.raises(OSError, match="full"):
        keep(b"x", kind="k", title="t", subject="s", by=SYSTEM, at=LATER)
    assert Document.objects.count() == 1
