from __future__ import annotations

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class RoutingRuleQuerySet(TenantQuerySet["RoutingRule"]):
    def switched_on(self) -> RoutingRuleQuerySet:
        return self.filter(is_on=True)


class RoutingRule(TenantModel):
    """Правило за насочване: which department gets a signal; the first that fits decides, else the category does.

    An empty condition fits everything; of several words one is enough. It is tried on past signals before it works.
    """

    position = models.PositiveSmallIntegerField()
    category = models.ForeignKey("reports.Category", models.PROTECT, null=True, blank=True, related_name="+")
    settlement = models.ForeignKey("territory.Settlement", models.PROTECT, null=True, blank=True, related_name="+")
    keywords = models.CharField(max_length=300, blank=True)
    """Beginnings of words, with commas between."""
    department = models.ForeignKey("territory.Department", models.PROTECT, related_name="+")
    is_on = models.BooleanField(default=False)

    objects = TenantManager.from_queryset(RoutingRuleQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        ordering = ("position", "id")

    def __str__(self) -> str:
        return f"rule {self.position}"
