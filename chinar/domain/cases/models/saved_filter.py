from django.db import models

from chinar.foundation.core.models import TenantModel

MOST = 20
"""More than these nobody finds again in a line of links."""


class SavedFilter(TenantModel):
    """Запазен филтър: what one official often looks at in the worklist, under a name of their own."""

    LONGEST_NAME = 40

    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=500)
    """As it stands in the address of the worklist (filters.Filter)."""

    class Meta(TenantModel.Meta):
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "account", "name"], name="cases_filter_name_once"),
        )

    def __str__(self) -> str:
        return self.name
