from django.db import models

from chinar.foundation.core.models import TenantModel


class Support(TenantModel):
    """Подкрепа: somebody who has met the same, or wants the same, and said "me too" instead of writing it again.

    A visitor without an account is counted by the key of the form that they sent, and nothing is kept of them.
    """

    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=100)
    account = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    key = models.UUIDField()
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "subject_kind", "subject", "key"], name="conversation_supported_once"
            ),
            models.UniqueConstraint(
                fields=["municipality", "subject_kind", "subject", "account"],
                condition=models.Q(account__isnull=False),
                name="conversation_account_supported_once",
            ),
        )

    def __str__(self) -> str:
        return f"support of {self.subject_kind} {self.subject}"
