from django.db import models

from chinar.foundation.core.models import TenantModel


class RegisterView(TenantModel):
    """Who looked at the answer of a register, and when."""

    append_only = True

    query = models.ForeignKey("registers.RegisterQuery", models.PROTECT, related_name="views")
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_raw = models.BooleanField(default=False)
    """The answer as it came, not its lines in words."""

    def __str__(self) -> str:
        return f"view of {self.query_id}"
