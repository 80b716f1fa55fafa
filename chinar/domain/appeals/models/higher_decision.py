from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.appeals import rules
from chinar.foundation.core.models import TenantModel


class HigherDecision(TenantModel):
    """Решение по жалбата: what the superior body or a court decided of the act, as its own act says (АПК чл. 97).

    After a superior body a court may decide: the newest one counts.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("instructions",)

    class Outcome(models.TextChoices):
        UPHELD = rules.Above.UPHELD.value, _("The act stands: the appeal was rejected")
        ANNULLED = rules.Above.ANNULLED.value, _("The act was annulled")
        CHANGED = rules.Above.CHANGED.value, _("The act was changed")
        RETURNED = rules.Above.RETURNED.value, _("Returned with instructions for a new decision")
        VOID = rules.Above.VOID.value, _("The act was declared void")
        ENDED = rules.Above.ENDED.value, _("Ended above without a decision on the act")

    appeal = models.ForeignKey("appeals.Appeal", models.PROTECT, related_name="higher_decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    body = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    """Number of the act, as it stands on it."""
    decided_on = models.DateField()
    instructions = models.TextField(blank=True)
    is_new_decision_owed = models.BooleanField()
    """Whether the municipality must decide the matter anew."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["appeal", "body", "act"], name="appeals_higher_decision_once"),)

    def __str__(self) -> str:
        return f"{self.outcome} by {self.act}"
