"""Content that towns write: Bulgarian always, English where somebody wrote it."""

from typing import Any

from django.utils.html import linebreaks
from django.utils.translation import get_language
from markupsafe import Markup, escape


def words(row: Any, field: str) -> str:
    """The text in the reader's language, or in Bulgarian where there is no other."""
    return str(_english(row, field) or getattr(row, field))


def content(row: Any, field: str, *, paragraphs: bool = False) -> Markup:
    """The same as markup; Bulgarian text on an English page carries its language for screen readers."""
    text = words(row, field)
    body = Markup(linebreaks(text, autoescape=True)) if paragraphs else escape(text)  # noqa: S704
    if get_language() == "bg" or _english(row, field):
        return body
    tag = "div" if paragraphs else "span"
    return Markup('<{0} lang="bg">{1}</{0}>').format(Markup(tag), body)  # noqa: S704


def lacks_translation(row: Any, *fields: str) -> bool:
    """Whether an English reader sees Bulgarian text in one of the fields: the page then says so."""
    return get_language() != "bg" and any(getattr(row, field) and not _english(row, field) for field in fields)


def _english(row: Any, field: str) -> str:
    return getattr(row, f"{field}_en") if get_language() == "en" else ""
