from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from chinar.foundation.core import scope
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import GuardedModel
from chinar.foundation.territory.models.municipality import Municipality


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def bulk_create(self, *args: Any, **kwargs: Any) -> list[HandOver]:
        raise scope.OutOfScope("A message goes out by the door hand_over, one at a time.")

    def sent(self) -> Self:
        return self.filter(sender_id=scope.current())

    def received(self) -> Self:
        return self.filter(receiver_id=scope.current())

    def waiting(self) -> Self:
        return self.filter(accepted_at__isnull=True, refused_at__isnull=True)


class HandOverManager(models.Manager.from_queryset(HandOverQuerySet)):  # type: ignore[misc]
    """Only messages from and to the municipality in scope; without one, asking raises OutOfScope."""

    def get_queryset(self) -> HandOverQuerySet:
        here = scope.current()
        queryset: HandOverQuerySet = super().get_queryset()
        return queryset.filter(Q(sender_id=here) | Q(receiver_id=here))


class HandOver(GuardedModel):
    """A matter that one municipality gives to another one: a message, which the receiver accepts or refuses.

    The sender never writes a row of the receiver. Forwarding of a matter to the competent body: АПК чл. 31 ал. 2.
    `facts` holds texts, encrypted, until the answer: then whoever has the matter has them, and nobody twice. Which
    ones, the kind says. `accepted_as` is the receiver's own number for it. Who
    sent and answered are ids of accounts, None for the system.
    What was sent or answered stays as it is, on both databases (core.guards); PostgreSQL also keeps third parties out.
    """

    append_only = True
    fill_once = ("accepted_at", "accepted_by_id", "accepted_as", "refused_at", "refused_by_id", "refusal", "emptied_at")
    erasable = ("content",)
    emptied_by = "emptied_at"
    policies: ClassVar[dict[str, str]] = {
        "read": "for select using (sender_id = {here} or receiver_id = {here})",
        "sent": "for insert with check (sender_id = {here})",
        "answered": "for update using (receiver_id = {here})",
    }

    sender = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=100)
    content = EncryptedTextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by_id = models.BigIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by_id = models.BigIntegerField(null=True)
    accepted_as = models.CharField(max_length=100, null=True)
    refused_at = models.DateTimeField(null=True)
    refused_by_id = models.BigIntegerField(null=True)
    refusal = models.TextField(null=True)
    emptied_at = models.DateTimeField(null=True)

    objects = HandOverManager()

    class Meta(GuardedModel.Meta):
        ordering: ClassVar[list[str]] = ["sent_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(sender=models.F("receiver")), name="handover_to_another_municipality"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(refused_at__isnull=True), name="handover_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(refusal__isnull=True, refused_at__isnull=True)
                | Q(refusal__isnull=False, refused_at__isnull=False),
                name="handover_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @staticmethod
    def sealed(facts: Mapping[str, str]) -> str:
        """Facts as the text that `content` encrypts."""
        return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)

    @property
    def facts(self) -> dict[str, str]:
        facts: dict[str, str] = json.loads(self.content or "{}")
        return facts

    def stand_in_scope(self) -> None:
        """Inserts belong in the sender's scope, updates in the receiver's; anything else raises OutOfScope."""
        owner = self.sender_id if self._state.adding else self.receiver_id
        if owner != scope.current():
            raise scope.OutOfScope(f"Message {self.pk} of {owner} written inside {scope.current()}.")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise scope.OutOfScope("A message that was sent stays.")
