from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class CaseRelation(TenantModel):
    """Връзка между преписки: a case was joined with another one, goes on in it as another kind, or has to do with it.

    Joint proceedings: АПК чл. 32. A case that was joined or goes on elsewhere leads there for ever, by its old number.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("reason",)

    class Bond(models.TextChoices):
        MERGED = "merged", _("joined with")
        CONTINUES = "continues", _("goes on as")
        RELATED = "related", _("has to do with")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="relations")
    bond = models.CharField(max_length=10, choices=Bond.choices)
    other = models.ForeignKey("cases.Case", models.PROTECT, related_name="related_from")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["case", "other", "bond"], name="cases_related_once"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(bond__in=["merged", "continues"]), name="cases_leads_to_one"
            ),
            models.CheckConstraint(condition=~models.Q(case=models.F("other")), name="cases_not_related_to_itself"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.bond} {self.other_id}"
