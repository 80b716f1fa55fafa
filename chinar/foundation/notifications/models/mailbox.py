from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class MailboxQuerySet(TenantQuerySet["Mailbox"]):
    def switched_on(self) -> MailboxQuerySet:
        return self.filter(is_on=True)


class Mailbox(TenantModel):
    """Пощенска кутия: where citizens write to the municipality by e-mail, read over IMAP (RFC 9051).

    One for each municipality. It is only read: letters stay there as they are, and how far we have come stands here.
    """

    class Security(models.TextChoices):
        TLS = "tls", _("TLS at once (port 993)")
        STARTTLS = "starttls", _("STARTTLS (port 143)")

    class Trouble(models.TextChoices):
        """Why the last try failed; of what the server says only a code is kept, as its words may hold anything."""

        UNREACHABLE = "unreachable", _("the server does not answer")
        CERTIFICATE = "certificate", _("the certificate of the server cannot be trusted")
        PASSWORD = "password", _("the server refuses user or password")
        FOLDER = "folder", _("there is no such folder in the mailbox")
        UNCLEAR = "unclear", _("the server answers in a way that we do not understand")

    address = models.EmailField(max_length=254)
    """To which citizens write; answers to our letters go there."""
    host = models.CharField(max_length=255)
    port = models.PositiveIntegerField()
    security = models.CharField(max_length=10, choices=Security.choices)
    user = models.CharField(max_length=254)
    password = EncryptedTextField()
    folder = models.CharField(max_length=100, default="INBOX")
    from_on = models.DateField()
    """Letters that came before this day are left alone."""
    keep_days = models.PositiveSmallIntegerField()
    """For so many days what came is kept here after it was handled; no law that we know sets this term."""
    is_on = models.BooleanField(default=False)
    uid_validity = models.PositiveBigIntegerField(default=0)
    last_uid = models.PositiveBigIntegerField(default=0)
    """The last letter that was fetched under this validity (RFC 9051, 2.3.1.1); another validity begins anew."""
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    heard_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=12, choices=Trouble.choices, blank=True)
    trouble_code = models.CharField(max_length=40, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(MailboxQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality"], name="notifications_one_mailbox"),)

    def __str__(self) -> str:
        return f"mailbox of {self.municipality_id}"
