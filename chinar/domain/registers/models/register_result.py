from django.db import models

from chinar.foundation.core.models import TenantModel


class RegisterResult(TenantModel):
    """What came back: the class of the result, and what proves it. The answer itself is a RegisterAnswer."""

    append_only = True

    query = models.OneToOneField("registers.RegisterQuery", models.PROTECT, related_name="result")
    outcome = models.CharField(max_length=12)
    """fetched, withheld, nobody or failed: as EvidenceRecord.Outcome."""
    error = models.CharField(max_length=30, blank=True)
    """Code of regix/errors.py."""
    call_number = models.CharField(max_length=40, blank=True)
    """ServiceCallID: the number of the call in the central log."""
    verdict = models.CharField(max_length=30, blank=True)
    """On the signature, as regix/signature.py tells it."""
    signer = models.CharField(max_length=64, blank=True)
    """SHA-256 fingerprint of the signing certificate."""
    at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.outcome} {self.query_id}"
