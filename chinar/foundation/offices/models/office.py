from django.db import models

from chinar.foundation.core.models import TenantModel


class Office(TenantModel):
    """A place that serves people: the one-stop desk (център за административно обслужване) or the office of a
    mayoralty in a village (кметство)."""

    class Kind(models.TextChoices):
        ONE_STOP_DESK = "one_stop_desk"
        VILLAGE_OFFICE = "village_office"

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    settlement = models.ForeignKey("territory.Settlement", models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey("territory.Department", models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    address_en = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)

    class Meta(TenantModel.Meta):
        # The one-stop desk comes before the villages, which stand in the order of the alphabet.
        ordering = ("kind", "name")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "code"), name="offices_office_code_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=("one_stop_desk", "village_office")), name="offices_office_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.name
