from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class PostedLetter(TenantModel):
    """Писмо с уведомление: a notice about a matter that went to the post, for somebody without an electronic address
    (АПК чл. 18а ал. 7). Its words are in the message; it is destroyed with it."""

    class Outcome(models.TextChoices):
        RECEIVED = "received", _("received")
        RETURNED = "returned", _("came back")

    message = models.ForeignKey("notifications.Message", models.CASCADE, related_name="postings")
    posting = models.ForeignKey("applications.PostingList", models.PROTECT, related_name="letters")
    tracking = models.CharField(max_length=40, blank=True)
    """The number by which the post follows it."""
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    """Empty while nobody has entered what came of it."""
    ended_on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=300, blank=True)
    """Number of the advice of delivery, or the note of the post on what came back."""
    noted_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["posting", "message"], name="applications_letter_once_on_a_list"),
            models.CheckConstraint(
                condition=Q(outcome="", ended_on=None) | (~Q(outcome="") & Q(ended_on__isnull=False)),
                name="applications_letter_ends_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"letter {self.pk}"
