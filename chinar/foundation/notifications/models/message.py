from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class MessageQuerySet(TenantQuerySet["Message"]):
    def waiting(self) -> MessageQuerySet:
        return self.filter(state=Message.State.WAITING)

    def due(self, at: datetime) -> MessageQuerySet:
        """To be tried now: new ones, those whose pause is over, those whose sender died."""
        return self.waiting().exclude(channel=Message.Channel.LETTER).filter(next_try_at__lte=at)

    def to_post(self) -> MessageQuerySet:
        """Letters that wait until an official gives them to the post."""
        return self.waiting().filter(channel=Message.Channel.LETTER)

    def about(self, kind: str, subject: str) -> MessageQuerySet:
        return self.filter(about_kind=kind, about=subject)


class Message(TenantModel):
    """Съобщение: what is told to one person by one channel, written together with what it tells, sent afterwards.

    The row is the outbox and, later, the proof of what went out and when. It is in the language of its reader.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        LETTER = "letter", _("letter on paper")

    class Audience(models.TextChoices):
        CITIZEN = "citizen", _("to the citizen")
        OFFICIAL = "official", _("to an official")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")

    class Trouble(models.TextChoices):
        """Why the last try failed. What the other server said may hold the address, so only its code is kept."""

        REFUSED = "refused", _("the address does not exist or refuses the message")
        ADDRESS = "address", _("this is not a usable address")
        UNREACHABLE = "unreachable", _("the server that sends does not answer")
        INTERRUPTED = "interrupted", _("sending was interrupted each time")
        NO_GATEWAY = "no_gateway", _("no gateway for this channel is set up")

    idempotency = models.CharField(max_length=160)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    account = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """Whose e-mail address counts as it is when the message goes out; without one, `address` does."""
    address = EncryptedTextField(null=True, blank=True)
    language = models.CharField(max_length=5)
    template = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    text = EncryptedTextField()
    leave = EncryptedTextField(blank=True)
    """Address at which its reader ends all further ones with one press (RFC 8058); empty where there is nothing to
    end."""
    mail_id = models.UUIDField(null=True, blank=True)
    """Names it in the heads of letters (Message-ID): unforeseeable, so that who answers by it has read it."""
    about_kind = models.CharField(max_length=20, blank=True)
    about = models.CharField(max_length=40, blank=True)
    """Permanent identifier of what it is about, such as a register number: that stands in a higher module."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    """When it is tried next. Whoever takes it in hand moves this on first: that is the lease."""
    trouble = models.CharField(max_length=12, choices=Trouble.choices, blank=True)
    trouble_code = models.CharField(max_length=10, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.from_queryset(MessageQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency"], name="notifications_written_once"),
            models.CheckConstraint(
                condition=Q(account__isnull=True) ^ Q(address__isnull=True), name="notifications_has_one_recipient"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="notifications_sent_has_moment"
            ),
        )
        indexes = (
            models.Index(fields=["municipality", "state", "next_try_at"], name="notifications_due"),
            models.Index(fields=["municipality", "about_kind", "about"], name="notifications_about"),
            models.Index(fields=["municipality", "mail_id"], name="notifications_mail_id"),
        )

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def to(self) -> str:
        """The address to which it goes now."""
        return (self.account.email if self.account else self.address) or ""

    @property
    def permanent_id(self) -> UUID:
        """The same at every try, so that a double can be recognised."""
        return self.mail_id or uuid5(NAMESPACE_URL, f"chinar:{self.municipality_id}:{self.idempotency}")


ELECTRONIC = [(one.value, one.label) for one in (Message.Channel.EMAIL, Message.Channel.SMS)]
"""Channels through which somebody can be told of what is not owed on paper."""
