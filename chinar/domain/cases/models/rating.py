from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.rating.rules import BEST, LOW, WORST
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.notifications.models import ELECTRONIC


class RatingQuerySet(TenantQuerySet["Rating"]):
    def owed(self) -> RatingQuerySet:
        """Low ones that nobody has answered yet."""
        return self.filter(score__lte=LOW, reply=None, emptied_at=None)


class Rating(TenantModel):
    """Оценка: how somebody says they were served, one time for each contact (НАО чл. 24).

    Nothing of it says who gave it. The mark stays for the figures; the words and the address are erased with the
    matter's file, or when the town's own term is over (RatingPlan).
    """

    append_only = True
    fill_once = ("due_on", "emptied_at")
    erasable = ("text", "address")
    emptied_by = "emptied_at"

    class Way(models.TextChoices):
        LINK = "link", _("by the link of a message")
        SLIP = "slip", _("by the code on paper")
        SCREEN = "screen", _("on the screen of the counter")
        OFFICIAL = "official", _("written down by an official")

    request = models.OneToOneField("cases.RatingRequest", models.PROTECT, related_name="rating")
    service = models.CharField(max_length=80, blank=True)
    by_company = models.BooleanField()
    """Copies of what the request says, by which a service's page counts."""
    score = models.PositiveSmallIntegerField()
    text = EncryptedTextField(blank=True)
    way = models.CharField(max_length=20, choices=Way.choices)
    at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """The official who wrote it down; None when they gave it themselves."""
    address = EncryptedTextField(blank=True)
    """Where they want to hear of the answer, if anywhere; kept of low ones only."""
    channel = models.CharField(max_length=10, choices=ELECTRONIC, blank=True)
    language = models.CharField(max_length=2, default="bg")
    due_on = models.DateField(null=True, blank=True)
    """Of a low one: until when the unit answers. None while the calendar of that year is not loaded."""
    emptied_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(RatingQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=models.Q(score__gte=WORST, score__lte=BEST), name="cases_rating_is_one_to_five"
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True) | models.Q(score__lte=LOW), name="cases_only_low_rating_is_due"
            ),
            models.CheckConstraint(
                condition=models.Q(entered_by__isnull=True) | models.Q(way="official"),
                name="cases_rating_entered_by_official",
            ),
        )
        indexes = (
            models.Index(fields=["municipality", "service", "by_company", "id"], name="cases_ratings_of_service"),
            models.Index(fields=["municipality", "score", "due_on"], name="cases_ratings_owed"),
        )

    def __str__(self) -> str:
        return f"rating {self.pk}"

    @property
    def is_low(self) -> bool:
        return self.score <= LOW
