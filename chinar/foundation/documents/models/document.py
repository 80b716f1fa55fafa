from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.documents import codes, files
from chinar.foundation.documents.quarantine import Held

if TYPE_CHECKING:
    from chinar.foundation.documents.models.scan import Scan
    from chinar.foundation.documents.models.withdrawal import Withdrawal


class DocumentQuerySet(TenantQuerySet["Document"]):
    def about(self, subject: str) -> DocumentQuerySet:
        return self.filter(subject=subject).order_by("created_at", "id")


class Document(TenantModel):
    """Електронен документ: a file that the municipality issued or took in (ЗЕДЕУУ чл. 3), unchanged for ever.

    Its content lies under its digest in the file store. That it was taken back or replaced is told by a Withdrawal.
    """

    append_only = True
    fill_once = ("erasure_id",)

    kind = models.CharField(max_length=40)
    """What sort of paper, as its maker names it: `receipt`, `certificate_heirs`."""
    title = models.CharField(max_length=200)
    """What stands on its face, without personal data."""
    subject = models.CharField(max_length=60)
    """The permanent number of what it is about; a module above owns that number."""
    language = models.CharField(max_length=8)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    code = models.CharField(max_length=codes.LENGTH, null=True, blank=True, unique=True)
    """Printed on it, so that anyone who holds it can check it; none on what is not for third persons."""
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")
    """By which the file was destroyed; the row stays, so that the code on a paper is still known."""

    objects = TenantManager.from_queryset(DocumentQuerySet)()  # type: ignore[misc, django-manager-missing]
    withdrawal: Withdrawal
    scan: Scan

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["municipality", "subject"], name="documents_by_subject")]  # noqa: RUF012
        constraints = [  # noqa: RUF012
            models.CheckConstraint(condition=~models.Q(code=""), name="documents_code_or_none"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.subject}"

    @property
    def printed_code(self) -> str:
        """The code in groups, as it stands on paper; "" without one."""
        return codes.format_code(self.code or "")

    @property
    def is_valid(self) -> bool:
        return not hasattr(self, "withdrawal")

    @property
    def is_erased(self) -> bool:
        return self.erasure_id is not None

    @property
    def held(self) -> str:
        """Why nobody may open it, as its Scan has it: "waiting" or "infected"; "" where they may. Free of cost where
        `scan` was fetched with the row."""
        state = self.scan.state if hasattr(self, "scan") else "clean"
        return "" if state == "clean" else state

    def open(self) -> BinaryIO:
        """The content, checked to be what was stored. Raises files.DamagedFile, Held."""
        if self.held:
            raise Held(self.held)
        return BytesIO(files.fetch(self.sha256))
