from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantModel


class Scan(TenantModel):
    """Проверка за зловреден софтуер: of a document that came from outside. Until it is found clean it is held: nobody
    opens, prints or sends it. A document without one was made here, or came while no scanner was set."""

    class State(models.TextChoices):
        WAITING = "waiting", _("being checked for malicious software")
        CLEAN = "clean", _("checked")
        INFECTED = "infected", _("held back: malicious software was found in it")

    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="scan")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    found = models.CharField(max_length=200, blank=True)
    """What the scanner calls it."""
    asked_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    """What the scanner said instead of a verdict, the last time."""
    done_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    """When whoever brought an infected document was told."""

    class Meta(TenantModel.Meta):
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="infected") & ~models.Q(found="")
                | ~models.Q(state="infected") & models.Q(found=""),
                name="documents_scan_names_what_it_found",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", done_at=None)
                | ~models.Q(state="waiting") & models.Q(done_at__isnull=False),
                name="documents_scan_is_done_or_waits",
            ),
        )
        indexes = (
            models.Index(
                fields=["municipality", "tried_at"], condition=models.Q(state="waiting"), name="documents_scans_waiting"
            ),
        )

    def __str__(self) -> str:
        return f"{self.state} {self.document_id}"
