from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models

from chinar.foundation.core.fields import EncryptedTextField, lookup_hash
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet

VALID_FOR = timedelta(hours=24)


class DraftLinkQuerySet(TenantQuerySet["DraftLink"]):
    def opened_with(self, token: str, *, at: datetime) -> DraftLinkQuerySet:
        """The unused one of a mailed link, while it is valid and its draft is nobody's account's."""
        valid = self.filter(used_at=None, sent_at__gt=at - VALID_FOR, draft__account=None)
        return valid.filter(token_hash=_hash_of_token(token))

    def of_address(self, email: str) -> DraftLinkQuerySet:
        return self.filter(email_hash=_hash_of_address(email), draft__account=None)


class DraftLink(TenantModel):
    """Връзка за продължаване: the way back to a draft for whoever has no account, sent to an address they left.

    It opens once and for 24 hours; a new one takes its place when it is asked for. Erased with its draft.
    """

    draft = models.OneToOneField("applications.Draft", models.CASCADE, related_name="link")
    email = EncryptedTextField()
    email_hash = models.CharField(max_length=64, editable=False)
    token_hash = models.CharField(max_length=64, editable=False)
    sent_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(DraftLinkQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "token_hash"], name="applications_draft_link_token_once"),
        )
        indexes = (models.Index(fields=["municipality", "email_hash"], name="applications_link_of_address"),)

    def __str__(self) -> str:
        return f"link of draft {self.draft_id}"

    def leads(self, *, email: str, token: str, at: datetime) -> None:
        """Sets where it goes and what opens it; an older link of the draft opens nothing more."""
        self.email, self.email_hash = email, _hash_of_address(email)
        self.token_hash, self.sent_at, self.used_at = _hash_of_token(token), at, None


def _hash_of_token(token: str) -> str:
    return lookup_hash(token, purpose="draft.link")


def _hash_of_address(email: str) -> str:
    return lookup_hash(email.strip().casefold(), purpose="draft.address")
