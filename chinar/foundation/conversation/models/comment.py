from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.conversation.models.subscription import UNCONFIRMED
from chinar.foundation.conversation.rules import Because
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.moderation.models import Withholding

BECAUSE = [
    (Because.PERSONAL.value, _("it seems to hold personal data")),
    (Because.VISITOR.value, _("its author has no account")),
    (Because.TOWN.value, _("the municipality reads every comment first")),
]
UNSEEN = Withholding.Reason.FOREIGN
"""Advertising that nobody has read leaves no trace on the page: else a flood would fill it with tombstones."""


class CommentQuerySet(TenantQuerySet["Comment"]):
    def of(self, kind: str, key: str) -> CommentQuerySet:
        return self.filter(subject_kind=kind, subject=key)

    def shown(self) -> CommentQuerySet:
        """What stands on the page of its object: published ones, and the tombstones of what was withheld."""
        withheld = models.Q(withholding__isnull=False)
        return self.filter(models.Q(published_at__isnull=False) | withheld).exclude(
            published_at=None, withholding__reason=UNSEEN
        )

    def public(self) -> CommentQuerySet:
        return self.filter(published_at__isnull=False, withholding=None)

    def waiting(self) -> CommentQuerySet:
        """For an official to read them."""
        return self.filter(confirmed_at__isnull=False, published_at=None, withholding=None)

    def unconfirmed(self) -> CommentQuerySet:
        return self.filter(confirmed_at=None)

    def lapsed(self, *, at: datetime) -> CommentQuerySet:
        return self.unconfirmed().filter(written_at__lt=at - UNCONFIRMED)


class Comment(TenantModel):
    """Коментар: what somebody says for everybody about a public object, or answers to another comment, one level deep.

    What was written is encrypted; everybody reads `wording`, in which spotted personal data are masked. Without an
    account it waits until its author says by a link in a letter that it is theirs. With a `unit` it is the word of the
    municipality.
    """

    LONGEST = 2_000
    MOST_OF_ONE_ADDRESS = 3
    MOST_UNCONFIRMED = 500
    """In a municipality: a flood fills no disk."""

    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=100)
    key = models.UUIDField()
    reply_to = models.ForeignKey("conversation.Comment", models.PROTECT, null=True, blank=True, related_name="+")
    text = EncryptedTextField(blank=True)
    name = EncryptedTextField(blank=True)
    shows_name = models.BooleanField(default=False)
    account = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    address = EncryptedTextField(blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    unit = models.ForeignKey("territory.Department", models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=5, default="bg")
    written_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=10, choices=BECAUSE, blank=True)
    """Why it waits, or waited, to be read."""
    published_at = models.DateTimeField(null=True, blank=True)
    wording = models.TextField(blank=True)
    author = models.CharField(max_length=150, blank=True)
    """Name beside the wording, by the author's choice."""
    withholding = models.ForeignKey("moderation.Withholding", models.PROTECT, null=True, blank=True, related_name="+")
    """Why everybody may not read it; empty where nothing stands against it."""
    matter = models.CharField(max_length=40, blank=True)
    """Number of the matter as which it was registered, to be answered within its period."""

    objects: ClassVar[Any] = TenantManager.from_queryset(CommentQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "key"], name="conversation_comment_once"),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(confirmed_at__isnull=False),
                name="conversation_published_when_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) | models.Q(reply_to__isnull=False),
                name="conversation_a_unit_answers_somebody",
            ),
        )
        indexes = (
            models.Index(fields=["municipality", "subject_kind", "subject", "id"], name="conversation_talk"),
            models.Index(
                fields=["municipality", "confirmed_at"],
                condition=models.Q(confirmed_at__isnull=False, published_at=None, withholding=None),
                name="conversation_to_read",
            ),
            models.Index(
                fields=["municipality", "address_hash"],
                condition=models.Q(confirmed_at=None),
                name="conversation_unconfirmed",
            ),
        )

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def is_waiting(self) -> bool:
        return bool(self.confirmed_at) and not self.published_at and self.withholding_id is None

    @property
    def is_public(self) -> bool:
        return bool(self.published_at) and self.withholding_id is None
