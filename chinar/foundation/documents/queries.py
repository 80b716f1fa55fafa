"""Finding documents."""

from collections.abc import Iterator

from chinar.foundation.documents import codes, files
from chinar.foundation.documents.models import Document


def by_code(typed: str) -> Document | None:
    """The document of the municipality in scope whose face bears the code, however it was typed."""
    code = codes.normalise(typed)
    if not code:
        return None
    return Document.objects.select_related("withdrawal", "erasure").filter(code=code).first()


def damaged() -> Iterator[tuple[Document, str]]:
    """Documents of the municipality in scope whose file is gone or changed, with what is wrong. Reads every file."""
    for document in Document.objects.filter(erasure=None).order_by("id").iterator(chunk_size=500):
        try:
            document.open()
        except files.DamagedFile as error:
            yield document, str(error)
