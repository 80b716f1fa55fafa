"""Comparing a file of a visitor with the one that was issued, without keeping a byte of it."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from chinar.foundation.documents.models import Document

LARGEST = 20 * 1024 * 1024


class ComparedFile(UploadedFile):  # type: ignore[type-arg]
    """A file of which nothing is left but size and digest."""

    def __init__(self, sha256: str, size: int) -> None:
        super().__init__(name="compared", size=size)
        self.sha256 = sha256


class DigestHandler(FileUploadHandler):
    """Takes an upload piece by piece into a digest; past the largest size it gives up and says so."""

    too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[no-untyped-call]
        self.digest, self.size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size > LARGEST:
            self.too_large = True
            raise StopUpload(connection_reset=False)
        self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> ComparedFile:
        return ComparedFile(self.digest.hexdigest(), self.size)


def compare(request: HttpRequest, document: Document) -> str:
    """How the uploaded file stands to the issued one: "same", "different", "too_large", or "absent" without a file.

    Call it before anything reads the body of the request.
    """
    handler = DigestHandler(request)  # type: ignore[no-untyped-call]
    request.upload_handlers = [handler]
    file = request.FILES.get("file")
    if handler.too_large:
        return "too_large"
    if not isinstance(file, ComparedFile) or not file.size:
        return "absent"
    return "same" if file.sha256 == document.sha256 else "different"
