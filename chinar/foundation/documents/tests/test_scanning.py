"""Files from outside are held until a scanner that speaks clamd's protocol finds them clean."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.documents import clamd, scanning, tasks
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.models import Document, Scan
from chinar.foundation.documents.quarantine import Held
from chinar.foundation.documents.queries import damaged, quarantine
from chinar.foundation.documents.tests.conftest import AT
from chinar.foundation.documents.tests.scanner import EICAR, Scanner
from chinar.foundation.documents.tests.scanner import scanning as running
from chinar.foundation.journal.models import Entry

PDF = b"%PDF-1.7 paper"


@pytest.fixture
def scanner(settings: Any) -> Iterator[Scanner]:
    with running() as (address, scanner):
        settings.CLAMD = address
        yield scanner


@pytest.fixture
def clean_folder(settings: Any, tmp_path: Path, town: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def brought(content: bytes = PDF) -> Document:
    return keep(
        content, kind="attachment", title="Приложение", subject="1204-1-16.11.2026", from_outside=True, by=SYSTEM, at=AT
    )


def work() -> None:
    with scoped(None):
        tasks.scan_waiting()


def fresh(document: Document) -> Document:
    found: Document = Document.objects.get(pk=document.pk)
    return found


@pytest.mark.usefixtures("clean_folder")
def test_a_file_is_held_until_it_is_found_clean_and_an_infected_one_for_ever(scanner: Scanner) -> None:
    large = PDF + b"x" * 200_000
    clean, bad = brought(large), brought(PDF + EICAR)
    for document in (clean, bad):
        assert fresh(document).held == "waiting"
        with pytest.raises(Held, match="waiting"):
            fresh(document).open()
    assert list(damaged()) == [], "what is held is there all the same"
    found = quarantine(without=[])
    assert (found.waiting, found.since, found.infected) == (2, AT, [])
    work()
    assert large in scanner.heard, "the whole file, in pieces"
    assert fresh(clean).open().read() == large
    assert fresh(bad).held == "infected"
    with pytest.raises(Held, match="infected"):
        fresh(bad).open()
    found = quarantine(without=[])
    assert (found.waiting, [scan.found for scan in found.infected]) == (0, ["Eicar-Test-Signature"])
    assert quarantine(without=["1204-1-16.11.2026"]).infected == []
    assert Entry.objects.filter(verb="document.infected").count() == 1
    work()
    assert len(scanner.heard) == 2, "a verdict is given once"
    scan = Scan.objects.get(document=bad)
    assert not scanning.enter(scan, "", at=AT)
    assert (scanning.told(scan, at=AT), scanning.told(scan, at=AT)) == (True, False)


@pytest.mark.usefixtures("clean_folder")
@pytest.mark.parametrize(
    "says", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: FOUND\0", b"\xff\xfe\0", b"stream: OK OK\0"]
)
def test_what_is_no_verdict_holds_the_file_and_is_tried_again(scanner: Scanner, says: bytes) -> None:
    scanner.says = says
    document = brought()
    work()
    scan = Scan.objects.get()
    assert (scan.state, scan.trouble != "") == ("waiting", True)
    assert fresh(document).held == "waiting"
    assert quarantine(without=[]).trouble == scan.trouble
    assert scan.tried_at
    assert not scanning.due(at=scan.tried_at + timedelta(seconds=30)).exists()
    assert scanning.due(at=scan.tried_at + timedelta(seconds=61)).exists()


@pytest.mark.usefixtures("clean_folder")
def test_without_a_scanner_nothing_is_held_and_one_that_is_gone_is_told(settings: Any) -> None:
    assert brought().open().read() == PDF
    work()
    settings.CLAMD = "tcp://127.0.0.1:1"
    document = brought()
    work()
    assert fresh(document).held == "waiting"
    for address in ("tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl"):
        with pytest.raises(clamd.NoVerdict):
            clamd.version(address)


def test_what_is_made_here_is_not_held(scanner: Scanner, certificate: Any) -> None:
    assert certificate().held == ""
    assert clamd.version(f"tcp://127.0.0.1:{scanner.line.getsockname()[1]}").startswith("ClamAV")


def test_a_false_alarm_is_asked_for_again_and_stays_held_until_it_is_found_clean(
    scanner: Scanner, clean_folder: None
) -> None:
    document = brought()
    scan = Scan.objects.get(document=document)
    assert not scanning.check_again(scan, by=SYSTEM, at=AT)  # nothing was found in it
    scanning.enter(scan, "False.Positive", at=AT)
    assert scanning.check_again(scan, by=SYSTEM, at=AT)
    assert not scanning.check_again(scan, by=SYSTEM, at=AT)
    assert Document.objects.get().held == "waiting"
    tasks.scan_waiting()
    assert Document.objects.get().held == ""
    assert Entry.objects.filter(verb="document.check_again").count() == 1
