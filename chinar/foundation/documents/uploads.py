"""What may be taken in from outside: judged by its content, never by its name or by what the browser says. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from chinar.foundation.documents.stripping import NoPicture, stripped

LARGEST = 5_000_000
"""Bytes of one file: a page photographed by a telephone, or a few scanned pages."""

_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


class Unwanted(StrEnum):
    EMPTY = "empty"
    LARGE = "large"
    KIND = "kind"


class UnwantedFile(ValueError):
    """The file is not taken; `why` says what is wrong with it."""

    def __init__(self, why: Unwanted) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that was judged and may be kept."""

    media_type: str
    content: bytes


def media_type_of(content: bytes) -> str:
    """That of a PDF or a photo, by how the content begins. Raises UnwantedFile."""
    if not content:
        raise UnwantedFile(Unwanted.EMPTY)
    if len(content) > LARGEST:
        raise UnwantedFile(Unwanted.LARGE)
    for beginning, media_type in _BEGINNINGS.items():
        if content.startswith(beginning):
            return media_type
    raise UnwantedFile(Unwanted.KIND)


def paper_of(content: bytes) -> Paper:
    """A PDF or photo that may be kept; of a photo only the picture. Raises UnwantedFile."""
    media_type = media_type_of(content)
    try:
        return Paper(media_type, stripped(media_type, content))
    except NoPicture as none:
        raise UnwantedFile(Unwanted.KIND) from none
