from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.numbering.reasons import Reason
from chinar.foundation.core.models import TenantModel
from chinar.foundation.notifications.models import ELECTRONIC


class RefusedFiling(TenantModel):
    """Съобщение, че получаването не се потвърждава: an electronic filing that could not be taken, and why (ЗЕУ чл. 34;
    the seven reasons are those of the messages of АИСКАО).

    It has a number in a register of its own and is no matter: no period runs. Who sent it is not kept here; the message
    to them is.
    """

    append_only = True

    class Way(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        DELIVERY = "e_delivery", _("through e-delivery")
        MEDIUM = "medium", _("on a medium at a counter")

    key = models.UUIDField()
    number = models.CharField(max_length=40)
    received_at = models.DateTimeField()
    way = models.CharField(max_length=20, choices=Way.choices)
    about = models.CharField(max_length=80, blank=True)
    """Code of the service that was asked for, as far as that could be read."""
    reason = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Reason])
    told_by = models.CharField(max_length=10, choices=ELECTRONIC, blank=True)
    """How the sender was told; empty when only paper could tell them."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "key"], name="cases_refused_filing_once"),
            models.UniqueConstraint(fields=["municipality", "number"], name="cases_refused_filing_number_once"),
        )

    def __str__(self) -> str:
        return self.number
