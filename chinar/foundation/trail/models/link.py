from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.trail.rules import Thing, Tie


class LinkQuerySet(TenantQuerySet["Link"]):
    def standing(self) -> LinkQuerySet:
        return self.filter(removed_at=None)


class Link(TenantModel):
    """Връзка: that one public object led to another one, on which day, as an official says, with a note for everybody.

    It names both by kind and permanent key, as they are of modules above. It is never changed: a wrong one is removed
    with the reason, and another is made.
    """

    append_only = True
    fill_once = ("removed_at", "removed_by_id", "removal")

    class Bond(models.TextChoices):
        LED = "led", _("led to")
        CHANGED = "changed", _("was the reason to change")
        ANSWERED = "answered", _("is answered for everybody by")
        TAKEN_UP = "taken_up", _("was taken up in")
        DONE = "done", _("was carried out by")
        AGAIN = "again", _("was raised again by")

    cause_kind = models.CharField(max_length=40)
    cause_key = models.CharField(max_length=100)
    effect_kind = models.CharField(max_length=40)
    effect_key = models.CharField(max_length=100)
    bond = models.CharField(max_length=10, choices=Bond.choices)
    on = models.DateField()
    """The day on which it came of it."""
    note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    removal = models.CharField(max_length=300, null=True, blank=True)  # filled once
    """Why it was removed; read at the desk."""

    objects = TenantManager.from_queryset(LinkQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "cause_kind", "cause_key", "effect_kind", "effect_key"],
                condition=models.Q(removed_at__isnull=True),
                name="trail_linked_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(cause_kind=models.F("effect_kind"), cause_key=models.F("effect_key")),
                name="trail_nothing_leads_to_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True, removal__isnull=True)
                | models.Q(removed_at__isnull=False, removal__isnull=False),
                name="trail_removed_with_a_reason",
            ),
        )
        indexes = (models.Index(fields=["municipality", "effect_kind", "effect_key"], name="trail_causes"),)

    def __str__(self) -> str:
        return f"{self.cause_kind} {self.cause_key} {self.bond} {self.effect_kind} {self.effect_key}"

    @property
    def cause(self) -> Thing:
        return Thing(self.cause_kind, self.cause_key)

    @property
    def effect(self) -> Thing:
        return Thing(self.effect_kind, self.effect_key)

    @property
    def tie(self) -> Tie:
        return Tie(self.pk, self.cause, self.effect)
