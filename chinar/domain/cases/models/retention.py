from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from chinar.domain.cases.models.party import Party
from chinar.domain.cases.models.recusal import Recusal
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class RetentionRule(TenantModel):
    """Срок за съхранение that the municipality itself set from its nomenclature of files, for a kind and outcome."""

    kind = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, blank=True)
    years = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    """The act that sets it, such as the order by which the nomenclature was approved."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "kind", "outcome"], name="cases_one_retention_rule"),
            models.CheckConstraint(condition=Q(years__gte=1) & ~Q(source=""), name="cases_retention_is_grounded"),
        )

    def __str__(self) -> str:
        return f"{self.kind}/{self.outcome}: {self.years}"


class DestructionListQuerySet(TenantQuerySet["DestructionList"]):
    def pending(self) -> DestructionListQuerySet:
        return self.filter(done_at=None, dropped_at=None)


class DestructionList(TenantModel):  # type: ignore[django-manager-missing]
    """Списък за унищожаване: closed matters whose term of keeping is over, proposed, approved by two, carried out."""

    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    first_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    first_at = models.DateTimeField(null=True, blank=True)
    second_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(DestructionListQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.CheckConstraint(
                condition=Q(second_by=None) | Q(first_by__isnull=False) & ~Q(first_by=F("second_by")),
                name="cases_destruction_approved_by_two",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(second_by__isnull=False), name="cases_destruction_only_when_approved"
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(done_at=None, dropped_at=None),
                name="cases_one_pending_destruction_list",
            ),
        )

    def __str__(self) -> str:
        return f"destruction list {self.pk}"


class DestructionItemQuerySet(TenantQuerySet["DestructionItem"]):
    def shown_to(self, account_id: int | None) -> DestructionItemQuerySet:
        """Without matters from which an official is kept away: for them there is no such matter."""
        recused = Recusal.objects.standing().filter(account_id=account_id or 0)
        return self.exclude(case__in=recused.values("case_id"))

    def not_for(self, account_id: int | None) -> DestructionItemQuerySet:
        """Matters of which an official may decide nothing: they are kept away from them, or a party to them."""
        recused = Recusal.objects.standing().filter(account_id=account_id or 0).values("case_id")
        acting = Party.objects.filter(account_id=account_id or 0).values("case_id")
        return self.filter(Q(case__in=recused) | Q(case__in=acting))


class DestructionItem(TenantModel):
    """A matter on a destruction list; `ground` is its term with the act, as it was when the list was proposed."""

    list = models.ForeignKey("cases.DestructionList", models.PROTECT, related_name="items")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=300)
    kept = models.BooleanField(default=False)
    """Left out when the list was carried out: the matter was touched again meanwhile."""

    objects: ClassVar[Any] = TenantManager.from_queryset(DestructionItemQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["list", "case"], name="cases_destruction_item_once"),)

    def __str__(self) -> str:
        return f"item {self.pk} of {self.list_id}"
