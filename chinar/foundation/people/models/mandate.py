from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class Ground(models.TextChoices):
    """Why one may act for another: the law (СК чл. 129, 164), a power of attorney (АПК чл. 18; ЗЗД чл. 36),
    the register (ТЗ; ЗЮЛНЦ) or a contract of work."""

    PARENT = "parent", _("Parent")
    GUARDIAN = "guardian", _("Guardian or trustee")
    POWER_OF_ATTORNEY = "power_of_attorney", _("Power of attorney")
    LEGAL_REPRESENTATIVE = "legal_representative", _("Legal representative")
    EMPLOYEE = "employee", _("Employee")


class MandateQuerySet(TenantQuerySet["Mandate"]):
    def valid(self, *, on: date) -> "MandateQuerySet":
        """The same as Mandate.is_valid, asked of the database."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            Q(revoked_at__isnull=True) | Q(revoked_at__date__gt=on),
            valid_from__lte=on,
        )


class Mandate(TenantModel):
    """Представителна власт: the holder may act for one other person or one organisation, on a ground and in a time."""

    holder = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    ground = models.CharField(max_length=30, choices=Ground.choices)
    document = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        "people.Account", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects: ClassVar[Any] = TenantManager.from_queryset(MandateQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
                name="mandate_for_person_or_organisation",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(person=F("holder")), name="mandate_for_another"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="mandate_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"Mandate {self.pk}"

    def is_valid(self, *, on: date) -> bool:
        """Both end days count; on the day of its revocation it no longer holds."""
        if on < self.valid_from or (self.valid_until is not None and on > self.valid_until):
            return False
        return self.revoked_at is None or on < localdate(self.revoked_at)
