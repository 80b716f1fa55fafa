from typing import ClassVar

from django.db import models

from chinar.foundation.core.fields import EncryptedTextField, SecretField
from chinar.foundation.core.keys import lookup_hash_of_installation

PURPOSE = "proven_identity"


class ProvenIdentityQuerySet(models.QuerySet["ProvenIdentity"]):
    def of(self, kind: str, number: str) -> "ProvenIdentityQuerySet":
        """Whose the number is; at most one."""
        return self.filter(kind=kind, number_hash=hash_of(kind, number))


def hash_of(kind: str, number: str) -> str:
    return lookup_hash_of_installation(number, purpose=f"{PURPOSE}.{kind}")


class ProvenIdentity(models.Model):
    """Доказана самоличност: who the holder of an account is, as an identity provider has proven it
    (Regulation 910/2014 art. 3 (1) and (3)).

    It is of the installation, as the account is; the number lies encrypted and its hash finds it here alone, since
    that of a Person hangs on their municipality. One account is one human being, and the other way round.
    """

    account = models.OneToOneField("people.Account", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    number = SecretField()
    number_hash = models.CharField(max_length=64, editable=False)
    given_name = EncryptedTextField()
    middle_name = EncryptedTextField(blank=True, default="")
    family_name = EncryptedTextField(blank=True, default="")
    linked_at = models.DateTimeField()
    proven_at = models.DateTimeField()
    """The last time."""
    provider = models.CharField(max_length=40)
    level = models.CharField(max_length=12)

    objects: ClassVar[models.Manager["ProvenIdentity"]] = models.Manager.from_queryset(ProvenIdentityQuerySet)()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "number_hash"], name="identity_once_per_number"),)

    def __str__(self) -> str:
        return f"Identity {self.pk}"

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_name, self.middle_name, self.family_name) if part)
