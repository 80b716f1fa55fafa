from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class WithholdingQuerySet(TenantQuerySet["Withholding"]):
    def standing(self) -> WithholdingQuerySet:
        return self.filter(lifted_at=None)


class Withholding(TenantModel):
    """Скриване: that everybody may not read what somebody sent, or not any more, and for which reason.

    It is the tombstone in the place of the text, and what the author may object to (Objection). It names what it is
    about by its permanent public identifier, as that stands in a higher module, and holds none of its words.
    Law: GDPR чл. 5, § 1, б. „в“ and ЗЗЛД чл. 25ж for personal data; the other reasons are the town's own rules.
    """

    append_only = True
    fill_once = ("lifted_at", "lifted_by_id")

    class Reason(models.TextChoices):
        PERSONAL = "personal", _("It holds personal data of somebody")
        PRIVATE = "private", _("It is a private matter that concerns nobody else")
        INSULT = "insult", _("It insults or threatens somebody")
        ACCUSATION = "accusation", _("It accuses somebody of what is not proven")
        FOREIGN = "foreign", _("It is advertising, or has nothing to do with the municipality")
        RIGHTS = "rights", _("Somebody else has the rights in the text or the picture")
        MISTAKE = "mistake", _("It was published by mistake")
        AUTHOR = "author", _("Its author asked for it")

    subject_kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=80)
    was_public = models.BooleanField()
    """Whether everybody could read it before; otherwise it was not published at all."""
    reason = models.CharField(max_length=12, choices=Reason.choices)
    explanation = models.CharField(max_length=500, blank=True)
    """More about it, for everybody to read; without personal data."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    by_id: int
    lifted_at = models.DateTimeField(null=True, blank=True)
    """When it was published again, or an objection was granted."""
    lifted_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(WithholdingQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "subject_kind", "subject"],
                condition=models.Q(lifted_at__isnull=True),
                name="moderation_one_standing_withholding",
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="moderation_lifted_by_somebody",
            ),
        )
        indexes = (models.Index(fields=["municipality", "subject_kind", "subject"], name="moderation_withheld_of"),)

    def __str__(self) -> str:
        return f"{self.subject} withheld"
