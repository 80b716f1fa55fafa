from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from chinar.foundation.core.fields import EncryptedTextField, SecretField

LASTS = timedelta(minutes=15)
"""How long a provider's page may take, a telephone that has to be fetched from another room included."""


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def fresh(self, at: datetime) -> "AttemptQuerySet":
        return self.filter(begun_at__gt=at - LASTS)


class Attempt(models.Model):
    """Опит за вход: somebody went to an identity provider and is awaited. It is gone when they are signed in.

    That it is there once makes an answer good once. The answer is kept for the moment between the provider's request,
    which carries no cookie of ours, and the browser's own, which does. What is proven waits in it while somebody who
    is here for the first time says which account is theirs.
    """

    state = models.CharField(max_length=64, unique=True)
    """Goes out and comes back; the browser that asked has it in its session."""
    provider = models.CharField(max_length=40)
    request_id = models.CharField(max_length=64)
    """Of the SAML request, or the nonce of OpenID Connect: the signed answer names it."""
    verifier = EncryptedTextField(blank=True, default="")
    """Of PKCE (RFC 7636)."""
    base = models.CharField(max_length=200)
    """Scheme and host at which it began and to which the answer must be addressed."""
    wanted = models.TextField(blank=True)
    """The page for which somebody signs in."""
    needed = models.CharField(max_length=12, blank=True)
    """The level of assurance for which the provider was asked."""
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    begun_at = models.DateTimeField()
    answer = EncryptedTextField(blank=True, default="")
    kind = models.CharField(max_length=10, blank=True)
    number = SecretField(blank=True, default="")
    given_name = EncryptedTextField(blank=True, default="")
    middle_name = EncryptedTextField(blank=True, default="")
    family_name = EncryptedTextField(blank=True, default="")
    level = models.CharField(max_length=12, blank=True)
    proven_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Attempt"]] = models.Manager.from_queryset(AttemptQuerySet)()

    class Meta:
        indexes = (models.Index(fields=["begun_at"], name="attempt_begun"),)

    def __str__(self) -> str:
        return f"Attempt {self.pk}"

    @property
    def is_answered(self) -> bool:
        return bool(self.answer)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_name, self.middle_name, self.family_name) if part)
