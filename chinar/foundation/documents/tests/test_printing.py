import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chinar.foundation.documents.printing import ROOT, PrintingFailed, printable, qr_code, render
from chinar.foundation.documents.tests.pdfs import fonts_of, opened, text_of

SAMPLE = Path(__file__).parent / "sample.typ"
AT = datetime(2026, 11, 23, 12, 5, 9, tzinfo=UTC)
TOWN = {"name": "Община Троян"}


def letter(body: str = "Текст", *, language: str = "bg", at: datetime = AT, **more: Any) -> bytes:
    return render(SAMPLE, {"municipality": TOWN, "title": "Писмо", "body": body, **more}, language=language, at=at)


def test_a_letter_is_tagged_for_readers_and_archives() -> None:
    pdf = opened(letter())
    assert "/StructTreeRoot" in pdf.Root
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("bg")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == "Писмо"
        assert metadata["xmp:CreateDate"].startswith("2026-11-23T12:05:09")


def test_the_language_of_the_reader_is_the_language_of_the_file() -> None:
    content = letter(language="en", demo=True)
    assert str(opened(content).Root.Lang).startswith("en")
    assert "SAMPLE" in text_of(content)


def test_only_sofia_sans_is_in_the_file() -> None:
    assert fonts_of(letter("Текст", demo=True)) == {"SofiaSans-Regular", "SofiaSans-Bold"}


def test_words_can_be_copied_out() -> None:
    assert "Ѝ, щъркел, „Възраждане“ № 1 – 2,50 €" in text_of(letter("Ѝ, щъркел, „Възраждане“ № 1 – 2,50 €"))


def test_the_same_letter_has_the_same_bytes() -> None:
    assert letter("еднакво") == letter("еднакво")
    assert letter("еднакво") != letter("еднакво", at=AT.replace(year=2027))


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x") *bold* $x$ = heading @ref <label> #import "@preview/x:1.0.0"',
        "\\ \\u{41} // comment /* and */ `raw` ~ -- ---",
        '"}; {"key": [1]} \u0000\u0001\u001f',
    ],
)
def test_markup_in_words_stays_words(hostile: str) -> None:
    shown = text_of(letter(hostile)).replace("\u00a0", " ")
    for word in printable(hostile).split():
        assert word.replace("\u200b", "")[:20] in shown.replace("\u200b", "")


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("Щ" * 10_000, id="one word"),
        pytest.param("дума " * 2_000, id="many words"),
        pytest.param("\n" * 500, id="empty lines"),
        pytest.param("שלום \u202e abc", id="right to left"),
        pytest.param("😀👨\u200d👩 𝔘", id="emoji"),
        pytest.param("и\u0300 a\u0301\u0302", id="combining"),
        pytest.param("\ue000 \ufffe", id="private use"),
        pytest.param("", id="nothing"),
    ],
)
def test_any_text_can_be_printed(hostile: str) -> None:
    assert opened(letter(hostile)).pages


def test_a_letter_that_the_font_lacks_becomes_a_box() -> None:
    assert printable("a😀b 漢") == "a□b □"
    assert "a□b" in text_of(letter("a😀b"))


def test_letters_made_of_two_signs_become_one() -> None:
    assert printable("и\u0300") == "ѝ"


def test_an_endless_word_can_be_broken_and_an_address_can_be_copied() -> None:
    assert "\u200b" in printable("щ" * 40)
    assert "\u200b" not in printable("Хаджиконстантинов-Джиноевски")
    address = "https://chinar.example/troyan/bg/check/7KQ2-M9XD-4TRB-0HWE/"
    assert printable(address) == address
    assert printable("obshtinski.savet.i.administracia@troyan.example").count("\u200b") == 0
    assert "\u200b" in printable("https://" + "a" * 500)


def test_what_the_data_lack_is_an_error_that_names_the_template() -> None:
    with pytest.raises(PrintingFailed, match=r"sample\.typ"):
        render(SAMPLE, {"municipality": TOWN, "title": "Писмо"}, language="bg", at=AT)


def test_several_threads_may_print_at_once() -> None:
    expected, found = {name: letter(name) for name in "абвг"}, {}

    def work(name: str) -> None:
        found[name] = letter(name)

    threads = [threading.Thread(target=work, args=(name,)) for name in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == expected


def test_a_qr_code_is_a_picture_without_a_network_address_to_load() -> None:
    picture = qr_code("https://chinar.example/")
    assert picture.startswith("<svg")
    assert "href" not in picture


def test_no_template_reads_the_clock_or_fetches_a_package() -> None:
    templates = list(ROOT.rglob("*.typ"))
    assert templates
    for template in templates:
        text = template.read_text()
        assert "datetime.today" not in text, template
        assert "@preview" not in text, template
