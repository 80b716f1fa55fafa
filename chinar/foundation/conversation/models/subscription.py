from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet

UNCONFIRMED = timedelta(days=7)
"""So long the link in the first letter works; then the address is erased."""


class SubscriptionQuerySet(TenantQuerySet["Subscription"]):
    def active(self) -> SubscriptionQuerySet:
        return self.filter(confirmed_at__isnull=False, ended_at=None)

    def of(self, kind: str, key: str) -> SubscriptionQuerySet:
        return self.filter(subject_kind=kind, subject=key)

    def lapsed(self, *, at: datetime) -> SubscriptionQuerySet:
        """Never confirmed in time, or ended: nothing needs the address any more."""
        return self.filter(
            models.Q(confirmed_at=None, asked_at__lt=at - UNCONFIRMED) | models.Q(ended_at__lt=at - UNCONFIRMED)
        )


class Subscription(TenantModel):
    """Известяване: somebody who is written to when a public object moves, or when something comes of it.

    Without an account nothing is sent but one letter to confirm, until whoever reads the mail of that address says yes;
    who has one and supports the object is known already.
    """

    MOST_ASKED = 3
    """Letters to confirm that one address gets for one object: nobody's mailbox is filled from our page."""

    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=100)
    account = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """Whose address counts as it is when a letter goes out; without one, `address` does."""
    address = EncryptedTextField(null=True, blank=True)
    address_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=5)
    asked = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    told = models.PositiveIntegerField(default=0)
    told_state = models.CharField(max_length=40, blank=True)
    told_outcome = models.CharField(max_length=40, blank=True)
    """Where the object stood when they were last told: another state is told once."""

    objects: ClassVar[Any] = TenantManager.from_queryset(SubscriptionQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "subject_kind", "subject", "address_hash"],
                name="conversation_subscribed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(account__isnull=True) ^ models.Q(address__isnull=True),
                name="conversation_subscribed_at_one_address",
            ),
        )
        indexes = (
            models.Index(
                fields=["municipality", "subject_kind", "subject"],
                condition=models.Q(confirmed_at__isnull=False, ended_at=None),
                name="conversation_subscribed",
            ),
        )

    def __str__(self) -> str:
        return f"subscription {self.pk}"
