from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.showing.rules import Manner
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class PaperShown(TenantModel):
    """Решение за показване: how the parties see a paper of the file (АПК чл. 34): whole, in a copy in which third
    persons are masked, or not at all. A later decision takes the place of the earlier one."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("ground",)

    WORDS = {  # noqa: RUF012
        Manner.WHOLE: _("shown whole"),
        Manner.MASKED: _("shown in a masked copy"),
        Manner.WITHHELD: _("not shown"),
    }

    paper = models.ForeignKey("cases.CaseDocument", models.PROTECT, related_name="shown")
    paper_id: int
    manner = models.CharField(max_length=10, choices=[(manner.value, words) for manner, words in WORDS.items()])
    copy = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    """In which third persons are masked."""
    ground = EncryptedTextField(blank=True)
    """Why it is withheld: the law and the reason, as the parties read it."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(manner=Manner.MASKED.value, copy__isnull=False)
                | (~models.Q(manner=Manner.MASKED.value) & models.Q(copy__isnull=True)),
                name="cases_masked_has_copy",
            ),
        )

    def __str__(self) -> str:
        return f"{self.manner}: {self.paper_id}"


class FileRequest(TenantModel):
    """Искане за преглед на преписката: somebody who follows a matter wants to see the papers that an official has not
    looked at yet (АПК чл. 34). The law that we know sets no term for it."""

    append_only = True
    fill_once = ("answered_at", "answered_by_id")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="file_requests")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """None when it came through number and key."""
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answered_at__isnull=True), name="cases_one_open_file_request"
            ),
        )

    def __str__(self) -> str:
        return f"file of {self.case_id} asked for"
