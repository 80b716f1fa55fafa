from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from chinar.foundation.core.models import HomeManager, HomeModel, ScopedQuerySet


class EntryQuerySet(ScopedQuerySet["Entry"]):
    def sealed(self) -> "EntryQuerySet":
        return self.filter(position__isnull=False).order_by("position")

    def unsealed(self) -> "EntryQuerySet":
        return self.filter(position__isnull=True).order_by("pk")


class Entry(HomeModel):
    """One thing that somebody did or read, kept for ever: who, when, what, about which matter.

    Written in the transaction of what it tells, so both are kept or neither. Holds no personal data: `subject` is a
    permanent public identifier, `facts` are texts for the sentence, `ids` are the rows that a list showed.
    Position and digest come later, from the sealer. Source: Regulation (EU) 2016/679, art. 5(2) accountability.
    """

    append_only = True
    fill_once = ("position", "digest")

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey("people.Account", models.PROTECT, related_name="+", null=True)
    actor_kind = models.CharField(max_length=20)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)
    ids = models.JSONField(default=list)
    position = models.PositiveBigIntegerField(null=True)
    digest = models.CharField(max_length=64, null=True)

    actor_id: int | None
    objects: ClassVar[Any] = HomeManager.from_queryset(EntryQuerySet)()

    class Meta(HomeModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "position"], name="entry_position_once"),
            models.UniqueConstraint(
                fields=["position"], condition=Q(municipality__isnull=True), name="entry_position_once_in_installation"
            ),
            models.CheckConstraint(
                condition=Q(position__isnull=True, digest__isnull=True)
                | Q(position__isnull=False, digest__isnull=False),
                name="entry_sealed_whole_or_not",
            ),
        )
        indexes = (
            models.Index(fields=["municipality", "id"], name="entry_newest"),
            models.Index(fields=["municipality", "verb", "id"], name="entry_by_verb"),
            models.Index(fields=["municipality", "subject", "id"], name="entry_by_subject", condition=~Q(subject="")),
            models.Index(fields=["municipality", "id"], name="entry_unsealed", condition=Q(position__isnull=True)),
        )

    def content(self) -> dict[str, Any]:
        """All that the seal vouches for."""
        return {
            "id": self.pk,
            "municipality": self.municipality_id,
            "position": self.position,
            "at": self.at,
            "verb": self.verb,
            "actor": self.actor_id,
            "actor_kind": self.actor_kind,
            "subject_kind": self.subject_kind,
            "subject": self.subject,
            "facts": self.facts,
            "ids": self.ids,
        }

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.verb} {self.subject}"
