from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class CaseDocument(TenantModel):
    """A document in the electronic file of a case (АПК чл. 29б)."""

    class Part(models.TextChoices):
        RESULT = "result", _("result")
        ATTACHMENT = "attachment", _("brought by the applicant")
        LETTER = "letter", _("letter to another body")
        PROTOCOL = "protocol", _("oral request, taken down and signed")
        OPINION = "opinion", _("opinion of another unit or body")
        NOTICE = "notice", _("notice on the board, or its protocol")
        INTERESTED = "interested", _("interested person, taken down and signed")

    append_only = True

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="documents")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=Part.choices)
    update = models.ForeignKey("cases.CaseUpdate", models.PROTECT, null=True, blank=True, related_name="papers")
    """With which it came, when it came after the request."""

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["case", "document"], name="cases_document_once"),)

    def __str__(self) -> str:
        return f"{self.part} of {self.case_id}"
