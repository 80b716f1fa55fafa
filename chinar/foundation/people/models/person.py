from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.fields import SecretField, lookup_hash
from chinar.foundation.core.identifiers import clean
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet

PURPOSE = "person.identifier"


class IdentifierKind(models.TextChoices):
    """The person's number: ЕГН, ЛНЧ of a foreigner, the Romanian CNP, another (ЛН of an EU citizen, passport), or not
    known. Which of them are checked follows from the country of the municipality (core.identifiers.COUNTRIES)."""

    EGN = "egn", _("EGN")
    LNCH = "lnch", _("Personal number of a foreigner (LNCh)")
    CNP = "cnp", _("CNP")
    OTHER = "other", _("Another number")
    NONE = "none", _("No number")


TELL_BIRTH = frozenset({IdentifierKind.EGN, IdentifierKind.CNP})
"""Kinds whose number holds the birth date, so that it is not kept beside it."""


class PersonQuerySet(TenantQuerySet["Person"]):
    def with_identifier(self, kind: str, value: str) -> "PersonQuerySet":
        """The person in scope who has proved that the number is theirs; at most one."""
        hashed = lookup_hash(clean(value), purpose=f"{PURPOSE}.{kind}")
        return self.filter(identifier_kind=kind, identifier_hash=hashed, is_identifier_proven=True)


class Person(TenantModel):
    """Физическо лице as one municipality knows them. The same person in two towns is two rows that nothing joins.

    The number lies encrypted and prints itself masked; actions.unmask_identifier shows it. An ЕГН holds the birth
    date, so `birth_date` is kept only where the number does not tell it (ЗЗЛД чл. 25ж; Regulation 2016/679 art. 5).
    """

    given_name = models.CharField(max_length=80)
    middle_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    identifier_kind = models.CharField(max_length=10, choices=IdentifierKind.choices, default=IdentifierKind.NONE)
    identifier = SecretField(blank=True, default="", editable=False)
    identifier_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    is_identifier_proven = models.BooleanField(default=False, editable=False)
    """An official saw the document, or a proven identity came with it. A number that somebody typed claims nobody:
    it is not found by, and does not stand in the way of, the one whose it is."""
    birth_date = models.DateField(null=True, blank=True)
    settlement = models.ForeignKey("territory.Settlement", models.PROTECT, null=True, blank=True, related_name="+")
    address = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    account = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(PersonQuerySet)()

    class Meta(TenantModel.Meta):
        indexes = (models.Index(fields=["municipality", "family_name", "given_name"], name="person_by_name"),)
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "account"], condition=Q(account__isnull=False), name="person_once_per_account"
            ),
            models.UniqueConstraint(
                fields=["municipality", "identifier_kind", "identifier_hash"],
                condition=Q(is_identifier_proven=True),
                name="person_once_per_identifier",
            ),
            models.CheckConstraint(
                condition=Q(identifier_kind="none", identifier_hash="")
                | (~Q(identifier_kind="none") & ~Q(identifier_hash="")),
                name="person_identifier_has_kind_and_hash",
            ),
        )

    def __str__(self) -> str:
        # Logs and tracebacks print rows; a name does not belong there.
        return f"Person {self.pk}"

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_name, self.middle_name, self.family_name) if part)

    @property
    def masked_identifier(self) -> str:
        return str(self.identifier)

    def bears(self, kind: str, value: str) -> None:
        """Sets the number, cleaned, together with the hash that finds it in the municipality in scope."""
        number = clean(value)
        self.identifier_kind = kind if number else IdentifierKind.NONE
        self.identifier = number
        self.identifier_hash = lookup_hash(number, purpose=f"{PURPOSE}.{kind}") if number else ""
        if kind in TELL_BIRTH:
            self.birth_date = None
