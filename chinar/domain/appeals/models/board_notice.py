from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.appeals import rules
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class BoardNoticeQuerySet(TenantQuerySet["BoardNotice"]):
    def on_board(self) -> BoardNoticeQuerySet:
        """Those that nobody has taken down, the newest first."""
        return self.filter(removal__isnull=True).order_by("-posted_on", "-id")


class BoardNotice(TenantModel):  # type: ignore[django-manager-missing]
    """Обявление: what somebody without a known address is told on the board and on the site of the municipality, to
    an appellant who gave none (АПК чл. 87 ал. 2) or to interested persons (АПК чл. 18а ал. 10).

    Everybody reads it, so it names nobody. When it was put up is a day of its protocol.
    """

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("text",)

    class Purpose(models.TextChoices):
        DEFECTS = rules.Purpose.DEFECTS.value, _("to an appellant without an address: what is to be mended")
        INTERESTED = rules.Purpose.INTERESTED.value, _("to whoever is interested in the act that is appealed")

    appeal = models.ForeignKey("appeals.Appeal", models.PROTECT, related_name="board_notices")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    number = models.CharField(max_length=40)
    """Number in the register of issued documents."""
    text = models.TextField()
    posted_on = models.DateField()
    until = models.DateField()
    """The last day on which it must hang."""
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(BoardNoticeQuerySet)()

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["municipality", "number"], name="appeals_board_notice_number_once"),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("posted_on")), name="appeals_board_notice_hangs_a_while"
            ),
        )

    def __str__(self) -> str:
        return self.number


class NoticeRemoval(TenantModel):
    """Сваляне на обявление: since when a notice hangs no more, and why if that was before its last day."""

    append_only = True
    fill_once = ("erasure_id",)
    erasable = ("reason",)

    notice = models.OneToOneField("appeals.BoardNotice", models.PROTECT, related_name="removal")
    on = models.DateField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    erasure = models.ForeignKey("documents.Erasure", models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.notice_id} until {self.on}"
