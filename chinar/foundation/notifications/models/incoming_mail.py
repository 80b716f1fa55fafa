from __future__ import annotations

from typing import Any, ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.documents import files
from chinar.foundation.notifications.inbound.rules import Aside


class IncomingMailQuerySet(TenantQuerySet["IncomingMail"]):
    def fetched(self) -> IncomingMailQuerySet:
        """Stored, and looked at by nobody yet."""
        return self.filter(state=IncomingMail.State.FETCHED)

    def waiting(self) -> IncomingMailQuerySet:
        """An official reads these."""
        return self.filter(state=IncomingMail.State.WAITING)

    def set_aside(self) -> IncomingMailQuerySet:
        return self.filter(state=IncomingMail.State.ASIDE, emptied_at=None)

    def about(self, kind: str, subject: str) -> IncomingMailQuerySet:
        return self.filter(about_kind=kind, about=subject)


class IncomingMail(TenantModel):
    """Входящо електронно писмо: a letter as it came to the mailbox, and what became of it.

    The letter itself lies in the file store under its digest, before this row names it. Its sender is what it says of
    itself: never a proof of who wrote it.
    """

    class State(models.TextChoices):
        FETCHED = "fetched", _("just came")
        WAITING = "waiting", _("waits for an official")
        TAKEN = "taken", _("in the file of a matter")
        ASIDE = "aside", _("set aside")

    class Reason(models.TextChoices):
        """Why nothing follows from it."""

        AUTOMATIC = Aside.AUTOMATIC.value, _("an automatic reply")
        BOUNCE = Aside.BOUNCE.value, _("a letter of ours did not arrive")
        SPAM = Aside.SPAM.value, _("marked as unwanted by the mail server")
        BULK = Aside.BULK.value, _("sent to many: a newsletter or a list")
        OWN = Aside.OWN.value, _("a letter of our own came back")
        INFECTED = Aside.INFECTED.value, _("malicious software was found in it")
        UNWANTED = Aside.UNWANTED.value, _("an advertisement or unwanted letter")
        ELSEWHERE = Aside.ELSEWHERE.value, _("it goes through another register of the municipality")
        ANSWERED = Aside.ANSWERED.value, _("answered otherwise, nothing is asked for")

    source = models.CharField(max_length=16)
    """Which mailbox and folder, as a digest: another server may count by the same numbers."""
    uid_validity = models.PositiveBigIntegerField()
    uid = models.PositiveBigIntegerField()
    identity = models.CharField(max_length=64)
    """Digest of Message-ID and content: the same letter delivered or fetched twice is here once, and nobody can keep
    a letter away by sending another one under its Message-ID."""
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    """Bytes that it has on the server."""
    is_cut = models.BooleanField(default=False)
    """Whether it was too large and only its head was fetched."""
    received_at = models.DateTimeField()
    """When it reached the mailbox: the clock of what is registered from it counts from here (АПК чл. 29 ал. 6)."""
    fetched_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sender = EncryptedTextField(blank=True)
    sender_name = EncryptedTextField(blank=True)
    subject = EncryptedTextField(blank=True)
    text = EncryptedTextField(blank=True)
    is_readable = models.BooleanField(default=True)
    is_shortened = models.BooleanField(default=False)
    names = models.CharField(max_length=40, blank=True)
    """The number of a matter that it names or seems to answer: a hint for the official, and no proof."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.FETCHED)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    about_kind = models.CharField(max_length=20, blank=True)
    about = models.CharField(max_length=40, blank=True)
    """Permanent identifier of where it was taken, such as a register number: that stands in a higher module."""
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """None when the program recognised it."""
    emptied_at = models.DateTimeField(null=True, blank=True)
    """When its words and its file went; the row stays, so that it is not fetched again."""

    objects: ClassVar[Any] = TenantManager.from_queryset(IncomingMailQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "source", "uid_validity", "uid"], name="notifications_mail_fetched_once"
            ),
            models.UniqueConstraint(fields=["municipality", "identity"], name="notifications_mail_once"),
            models.CheckConstraint(
                condition=~Q(state="taken") | ~Q(about=""), name="notifications_taken_mail_is_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(state="aside") & ~Q(reason="") | ~Q(state="aside") & Q(reason=""),
                name="notifications_mail_aside_has_reason",
            ),
        )
        indexes = (
            models.Index(fields=["municipality", "state", "received_at", "id"], name="notifications_mail_in_state"),
            models.Index(fields=["municipality", "about_kind", "about"], name="notifications_mail_about"),
            models.Index(fields=["municipality", "sha256"], name="notifications_mail_file"),
        )

    def __str__(self) -> str:
        return f"mail {self.pk}"

    @property
    def key(self) -> UUID:
        """What is registered from it bears this key, so that a second press registers nothing twice."""
        return uuid5(NAMESPACE_URL, f"chinar:mail:{self.municipality_id}:{self.identity}")

    def as_it_came(self) -> bytes:
        """The letter as it came. Raises DamagedFile."""
        return files.fetch(self.sha256)
