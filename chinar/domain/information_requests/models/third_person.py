from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class ThirdPerson(TenantModel):
    """Трето лице: whom the information concerns, and who is asked for consent to its being given (ЗДОИ чл. 31).

    The applicant reads that somebody was asked, never who.
    """

    class Answer(models.TextChoices):
        AGREES = "agrees", _("agrees")
        REFUSES = "refuses", _("refuses")

    request = models.ForeignKey("information_requests.InformationRequest", models.PROTECT, related_name="third_persons")
    name = EncryptedTextField()
    letter = models.CharField(max_length=200)
    """Number and date of the letter with which they were asked."""
    asked_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    """Empty while they have not answered."""
    answered_on = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answer="", answered_on=None) | ~models.Q(answer="") & ~models.Q(answered_on=None),
                name="information_answer_has_its_day",
            ),
        )

    def __str__(self) -> str:
        return f"third person of {self.request_id}"
