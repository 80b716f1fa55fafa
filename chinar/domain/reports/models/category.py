from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class CategoryQuerySet(TenantQuerySet["Category"]):
    def offered(self) -> CategoryQuerySet:
        return self.filter(withdrawn_at=None).order_by("position", "name")


class Category(TenantModel):
    """Вид сигнал: what a signal can be about, who answers, within how many working days the town promises to.

    The promise is the town's own and public, beside the period of the law. A category of another body registers
    nothing: it says where to go. Signals of corruption and whistle-blowing are such (АПК чл. 107 apart from ЗПК).
    """

    class Nature(models.TextChoices):
        OURS = "ours", _("ours: registered here")
        ELSEWHERE = "elsewhere", _("of another body: says where to go")
        PROTECTED = "protected", _("corruption or whistle-blowing: leads to the body that protects who reports")

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    explanation = models.TextField(blank=True)
    """What belongs here; for a category of another body, which one, and how to reach it."""
    explanation_en = models.TextField(blank=True)
    nature = models.CharField(max_length=10, choices=Nature.choices, default=Nature.OURS)
    department = models.ForeignKey("territory.Department", models.PROTECT, null=True, blank=True, related_name="+")
    promise_days = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(CategoryQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "code"], name="reports_category_once"),
            models.CheckConstraint(
                condition=models.Q(nature="ours", department__isnull=False)
                | (~models.Q(nature="ours") & models.Q(promise_days__isnull=True)),
                name="reports_category_ours_has_a_department",
            ),
            models.CheckConstraint(
                condition=models.Q(nature="ours") | ~models.Q(explanation=""),
                name="reports_category_elsewhere_says_where",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_ours(self) -> bool:
        return self.nature == self.Nature.OURS
