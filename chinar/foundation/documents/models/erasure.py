from django.db import models

from chinar.foundation.core.models import TenantModel


class Erasure(TenantModel):
    """Унищожаване: that what a matter held was destroyed when its term of keeping was over (GDPR чл. 5, § 1, б. „д“).

    Rows that are otherwise kept for ever may be emptied only when they name such an act (GuardedModel.erasable), and
    an act needs two different people. Number, dates, kind and outcome of the matter stay.
    """

    append_only = True

    subject = models.CharField(max_length=60)
    """The permanent number of what was destroyed; a module above owns that number."""
    ground = models.CharField(max_length=300)
    """The term and the act that sets it, in words for everybody."""
    at = models.DateTimeField()
    first_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    second_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "subject"], name="documents_erased_once"),
            models.CheckConstraint(
                condition=~models.Q(first_by=models.F("second_by")), name="documents_erasure_by_two_people"
            ),
        )

    def __str__(self) -> str:
        return f"erasure of {self.subject}"
