"""Handing a document out. Who may have it is decided by the caller."""

import mimetypes

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from chinar.foundation.documents.models import Document


def pdf_response(content: bytes, *, filename: str) -> HttpResponse:
    """A paper made for this answer alone: shown by the browser, kept by nobody."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, filename) or "inline"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def download(document: Document) -> HttpResponse:
    """The file as something to save, never shown inside our pages nor kept in a cache. Raises files.DamagedFile."""
    with document.open() as file:
        response = HttpResponse(file.read(), content_type=document.media_type)
    name = f"{document.title} {document.subject}{mimetypes.guess_extension(document.media_type) or ''}"
    response["Content-Disposition"] = content_disposition_header(True, name.replace("/", "-")) or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
