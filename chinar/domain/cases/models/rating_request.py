from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class RatingRequest(TenantModel):
    """Покана за оценка: that somebody was served, once, and may say how (НАО чл. 24: users' opinions are asked for).

    What it counts by is written when they were served; whose it was is not written here. The code opens the question
    one time, from a message, from paper or at the counter; it opens nothing else.
    """

    append_only = True
    fill_once = ("told_at",)

    class Occasion(models.TextChoices):
        DELIVERY = "delivery", _("a result received")
        REFUSAL = "refusal", _("a refusal received")
        VISIT = "visit", _("a visit to a counter")
        CALL = "call", _("a telephone call")

    subject = models.CharField(max_length=60)
    """Permanent identifier of the contact: the number of the matter, or `visit:` and `contact:` with an identifier."""
    occasion = models.CharField(max_length=20, choices=Occasion.choices)
    code = models.CharField(max_length=12)
    """As it is stored, without groups (documents.codes)."""
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, blank=True, related_name="rating_requests")
    kind = models.CharField(max_length=40, blank=True)
    """Kind whose subject names tell what `service` is called (Kind.subject_names)."""
    service = models.CharField(max_length=80, blank=True)
    department = models.ForeignKey("territory.Department", models.PROTECT, related_name="+")
    """The unit that answers for how it went."""
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, blank=True, related_name="+")
    by_company = models.BooleanField(default=False)
    """Who filed: an organisation, or a person for themselves or for another person."""
    asked_at = models.DateTimeField()
    until = models.DateField()
    """The last day on which it can be rated."""
    told_at = models.DateTimeField(null=True, blank=True)
    """Of a result: when the parties were sent the question (tasks.ask_how_it_went)."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "subject"], name="cases_contact_rated_once"),
            models.UniqueConstraint(fields=["municipality", "code"], name="cases_rating_code_once"),
            models.CheckConstraint(
                condition=models.Q(case__isnull=False, occasion__in=["delivery", "refusal"])
                | models.Q(case__isnull=True, occasion__in=["visit", "call"]),
                name="cases_rating_of_result_has_case",
            ),
        )

        indexes = (
            models.Index(
                fields=["municipality", "id"],
                condition=models.Q(told_at=None, case__isnull=False),
                name="cases_ratings_to_ask",
            ),
        )

    def __str__(self) -> str:
        return f"rating request {self.pk}"
