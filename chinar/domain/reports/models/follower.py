from django.db import models

from chinar.foundation.core.models import TenantModel


class Follower(TenantModel):
    """Присъединил се към сигнал: somebody who has met the same and said "me too" instead of reporting it again.

    A visitor without an account is counted by the key of the form that they sent, and nothing is kept of them.
    """

    report = models.ForeignKey("reports.CitizenReport", models.PROTECT, related_name="followers")
    account = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    key = models.UUIDField()
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["report", "key"], name="reports_joined_once"),
            models.UniqueConstraint(
                fields=["report", "account"],
                condition=models.Q(account__isnull=False),
                name="reports_account_joined_once",
            ),
        )

    def __str__(self) -> str:
        return f"follower of {self.report_id}"
