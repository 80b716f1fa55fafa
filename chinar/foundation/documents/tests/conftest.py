from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.documents.actions import keep
from chinar.foundation.documents.models import Document

AT = datetime(2026, 11, 23, 12, 5, 9, tzinfo=UTC)
CODE = "7KQ2M9XD4TRB0HWE"


@pytest.fixture
def certificate(settings: Any, tmp_path: Path, town: Any) -> Callable[..., Document]:
    """Keeps a certificate in Троян, in a file store of the test's own."""
    settings.FILES_ROOT = tmp_path / "files"
    cache.clear()

    def make(content: bytes = b"%PDF-1.7 certificate", code: str | None = CODE) -> Document:
        return keep(
            content,
            kind="certificate_heirs",
            title="Удостоверение за наследници",
            subject="2-17-23.11.2026",
            code=code,
            by=SYSTEM,
            at=AT,
        )

    return make
