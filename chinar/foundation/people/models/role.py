from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from chinar.foundation.core.models import TenantModel


class Role(TenantModel):
    """What an account does in the town hall: a code of abilities.ROLES, in one department or in all, for a time.

    A deputy's village office is kept by its code, since offices stand above this module.
    """

    account = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    department = models.ForeignKey("territory.Department", models.PROTECT, null=True, blank=True, related_name="+")
    office = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(
        "people.Account", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        "people.Account", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "account", "role", "department", "office"],
                condition=Q(ended_at__isnull=True, department__isnull=False),
                name="role_once_in_a_department",
            ),
            models.UniqueConstraint(
                fields=["municipality", "account", "role", "office"],
                condition=Q(ended_at__isnull=True, department__isnull=True),
                name="role_once_in_all_departments",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="role_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} ({self.pk})"

    def is_valid(self, *, on: date) -> bool:
        """Both end days count; a role that was ended is over at once, on that very day."""
        if on < self.valid_from or (self.valid_until is not None and on > self.valid_until):
            return False
        return self.ended_at is None or on < localdate(self.ended_at)

    def covers(self, department_id: int | None) -> bool:
        """Whether it reaches a matter of the department; None asks whether it is held anywhere in the town hall."""
        return department_id is None or self.department_id is None or self.department_id == department_id
