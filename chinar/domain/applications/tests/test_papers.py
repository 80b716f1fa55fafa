"""The papers themselves: what must stand on them, and that they look after long names and many heirs."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from chinar.domain.applications.tests import papers
from chinar.foundation.documents.printing import ROOT, render
from chinar.foundation.documents.tests.pdfs import alternatives_of, fonts_of, opened, text_of

AT = datetime(2026, 11, 23, 12, 5, 9, tzinfo=UTC)


def printed(template: str, data: dict[str, Any], language: str = "bg") -> bytes:
    return render(ROOT / "domain" / "applications" / "typst" / f"{template}.typ", data, language=language, at=AT)


@pytest.mark.parametrize(
    ("template", "make"),
    [("receipt", papers.receipt), ("certificate_heirs", papers.certificate), ("refusal", papers.refusal)],
)
def test_every_word_given_stands_on_the_paper(template: str, make: Callable[..., dict[str, Any]]) -> None:
    data = make()
    content = printed(template, data)
    shown = "".join(text_of(content).split())
    missing = [words for words in _words(data) if "".join(words.split()) not in shown]
    assert not missing
    assert fonts_of(content) == {"SofiaSans-Regular", "SofiaSans-Bold"}


def _words(value: Any, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [words for name, inner in value.items() for words in _words(inner, name)]
    if isinstance(value, list):
        return [words for inner in value for words in _words(inner)]
    return [value] if isinstance(value, str) and not key.endswith("_svg") and key not in ("sex",) else []


def test_a_receipt_fits_one_page_and_speaks_the_readers_language() -> None:
    for language, title in (("bg", "Потвърждение за получено заявление"), ("en", "Receipt for your application")):
        content = printed("receipt", papers.receipt(), language)
        assert title in text_of(content)
        assert len(opened(content).pages) == 1


def test_a_qr_code_says_its_address_aloud() -> None:
    assert any(papers.FOLLOW in words for words in alternatives_of(printed("receipt", papers.receipt())))
    assert any(
        papers.CHECK["address"] in words
        for words in alternatives_of(printed("certificate_heirs", papers.certificate()))
    )


def test_a_draft_says_so_on_its_face_and_an_issued_certificate_does_not() -> None:
    assert "ПРОЕКТ" in text_of(printed("certificate_heirs", papers.certificate(draft=True)))
    assert "ПРОЕКТ" not in text_of(printed("certificate_heirs", papers.certificate(draft=False)))


def test_the_demo_says_so_and_a_real_town_does_not() -> None:
    assert "ОБРАЗЕЦ" in text_of(printed("refusal", papers.refusal(demo=True)))
    assert "ОБРАЗЕЦ" not in text_of(printed("refusal", papers.refusal(demo=False)))


def test_sixty_heirs_with_long_names_have_the_head_of_the_table_on_each_page() -> None:
    heirs = [
        papers.heir("Константин-Кирил Методиев Хаджиконстантинов-Джиноевски", "племенница", "1/60") for _ in range(60)
    ]
    content = printed("certificate_heirs", papers.certificate(heirs=heirs))
    pages = opened(content).pages
    assert 3 <= len(pages) <= 5
    assert text_of(content).count("Родство") == len(pages)
    assert "Общо наследници: 60" in text_of(content)


def test_a_certificate_without_heirs_says_so() -> None:
    assert "не е оставил законни наследници" in text_of(printed("certificate_heirs", papers.certificate(heirs=[])))
