from django.db import models

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class RegisterAnswer(TenantModel):
    """The answer of a register, byte for byte as it came, encrypted: the evidence itself.

    It stays with the matter that it was asked for (НОИИСРЕАУ чл. 11) and goes when its own term is over
    (Connection.keep_days), or with the matter.
    """

    query = models.OneToOneField("registers.RegisterQuery", models.PROTECT, related_name="answer")
    raw = EncryptedTextField()

    def __str__(self) -> str:
        return f"answer {self.query_id}"
