from pathlib import Path

from django.conf import settings
from django.db import models

from chinar.foundation.core.models import TenantModel


class Connection(TenantModel):
    """By which name and address a municipality asks RegiX. One each: certificate, OID and grants belong to it alone.

    The key stays outside the database: `client.crt`, `client.key` and, where the operator has an authority of its own,
    `authority.crt` lie in the folder named as the municipality's slug below the setting CHINAR_REGIX_KEYS.
    """

    oid = models.CharField(max_length=80)
    """Of the information system, given by the operator (НОИИСРЕАУ); not the one of the portal."""
    name = models.CharField(max_length=200)
    """Of the administration, as its certificate names it."""
    address = models.URLField(max_length=300)
    """Whole address of RegiXEntryPointV2.svc/basic."""
    trusted = models.TextField(blank=True)
    """SHA-256 fingerprints of the registers' signing certificates, one a line; without them nothing is verified."""
    responsible = models.CharField(max_length=150)
    """E-mail or user name of the head who answers for the queries that nobody makes by hand (CallContext)."""
    keep_days = models.PositiveIntegerField(null=True, blank=True)
    """For so many days after the matter is closed the answers themselves are kept; None: as long as the matter.

    No act that we know sets the number: the municipality does, in its nomenclature.
    """
    is_on = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality"], name="registers_one_connection"),)

    def __str__(self) -> str:
        return self.oid

    @property
    def fingerprints(self) -> frozenset[str]:
        return frozenset(line.replace(":", "").strip().lower() for line in self.trusted.split())

    @property
    def folder(self) -> Path:
        return Path(settings.REGIX_KEYS) / self.municipality.slug
