from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.reports.rules import Against, LegalClass, Standing
from chinar.foundation.core.content import words
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel

LEGAL_CLASSES = [
    (LegalClass.SIGNAL.value, _("signal")),
    (LegalClass.PROPOSAL.value, _("proposal")),
]
STANDINGS = [
    (Standing.ORDINARY.value, _("a proceeding is open")),
    (Standing.ANONYMOUS.value, _("anonymous: no proceeding, handled as information")),
    (Standing.BARRED.value, _("of an old violation: no proceeding, handled as information")),
]
AGAINST = [
    (Against.NOBODY.value, _("Against nobody: something has to be mended or changed")),
    (Against.OFFICIAL.value, _("Against an official of the municipality")),
    (Against.SECRETARY.value, _("Against the secretary of the municipality")),
    (Against.MAYOR.value, _("Against the mayor")),
]


class CitizenReport(TenantModel):  # type: ignore[django-manager-missing]
    """Сигнал: what somebody tells the municipality of a fault, a harm or a wrong (АПК чл. 107 ал. 4).

    The legal class stands apart from the topic: whether a hole in the road is a signal, a proposal or a question is
    for the official to say. What was written and who wrote it is encrypted; the public reads a `PublicWording`.
    """

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="report")
    idempotency_key = models.UUIDField()
    category = models.ForeignKey("reports.Category", models.PROTECT, related_name="reports")
    legal_class = models.CharField(max_length=10, choices=LEGAL_CLASSES)
    standing = models.CharField(max_length=10, choices=STANDINGS)
    settlement = models.ForeignKey("territory.Settlement", models.PROTECT, null=True, blank=True, related_name="+")
    place = EncryptedTextField(blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    text = EncryptedTextField()
    author_name = EncryptedTextField(blank=True)
    author_email = EncryptedTextField(blank=True)
    author_phone = EncryptedTextField(blank=True)
    shows_name = models.BooleanField(default=False)
    """Whether the author wants their name beside the public wording."""
    language = models.CharField(max_length=5, default="bg")
    """In which the author filed it, and is written to."""
    happened_on = models.DateField(null=True, blank=True)
    against = models.CharField(max_length=10, choices=AGAINST, default=Against.NOBODY.value)
    against_whom = EncryptedTextField(blank=True)
    accused_named_at = models.DateTimeField(null=True, blank=True)
    """When an official said who is meant; until then whoever it may be is kept away, also who comes into office."""
    promise_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """What the town promised on the day of filing, in working days; a later change of the category changes nothing."""
    promise_on = models.DateField(null=True, blank=True)
    draft = EncryptedTextField(blank=True)
    """What an official has written of the answer and not sent; emptied when it is given."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="reports_registered_once"),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True, latitude__isnull=True)
                | models.Q(longitude__isnull=False, latitude__isnull=False),
                name="reports_a_whole_point_or_none",
            ),
            models.CheckConstraint(
                condition=models.Q(promise_days__isnull=True, promise_on__isnull=True)
                | models.Q(promise_days__isnull=False, promise_on__isnull=False),
                name="reports_promise_has_its_day",
            ),
        )

        indexes = (
            # Each ends in the order of registration, in which the public list is read a page at a time.
            models.Index(fields=["municipality", "id"], name="reports_newest"),
            models.Index(fields=["municipality", "category", "id"], name="reports_newest_of_category"),
            models.Index(fields=["municipality", "settlement", "id"], name="reports_newest_in_settlement"),
        )

    def __str__(self) -> str:
        return f"signal {self.case_id}"

    @property
    def title(self) -> str:
        """Category and settlement: never words of the author."""
        name = words(self.category, "name")
        return f"{name}, {self.settlement.full_name}" if self.settlement else name

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude, WGS 84."""
        if self.longitude is None or self.latitude is None:
            return None
        return float(self.longitude), float(self.latitude)

    @property
    def is_restricted(self) -> bool:
        """Whether nothing of it is public unless an official words it: it accuses somebody."""
        return self.against != Against.NOBODY
