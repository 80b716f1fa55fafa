from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.domain.appeals import rules
from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.models import TenantModel


class Appeal(TenantModel):  # type: ignore[django-manager-missing]
    """Жалба: against an administrative act, or against silence, filed through the body that issued it (АПК чл. 83-84).

    What people write into it they would tell a judge, so words, name and address are kept encrypted.
    """

    class Target(models.TextChoices):
        ACT = rules.Target.ACT.value, _("a decision")
        SILENCE = rules.Target.SILENCE.value, _("silence: no decision in time")

    class Issuer(models.TextChoices):
        MAYOR = rules.Issuer.MAYOR.value, _("the mayor of the municipality")
        MAYORALTY = rules.Issuer.MAYORALTY.value, _("the mayor of a mayoralty or their deputy")
        COLLECTIVE = rules.Issuer.COLLECTIVE.value, _("a collective body")

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="appeal")
    idempotency_key = models.UUIDField()
    against = models.ForeignKey("cases.Case", models.PROTECT, related_name="appeals")
    target = models.CharField(max_length=10, choices=Target.choices)
    act = models.ForeignKey("documents.Document", models.PROTECT, null=True, blank=True, related_name="+")
    """The paper of the decision, as it stood when the appeal came; None for silence."""
    issuer = models.CharField(max_length=12, choices=Issuer.choices)
    to_court = models.BooleanField()
    """To the court rather than to the superior body: the appellant chooses."""
    appellant_name = EncryptedTextField()
    address = EncryptedTextField(blank=True)
    """Empty when a paper appeal gives none: then its appellant is told on the board (АПК чл. 87 ал. 2)."""
    grounds = EncryptedTextField()
    wish = EncryptedTextField(blank=True)
    """What the appellant asks for."""
    stands_outside = models.BooleanField(default=False)
    """Whoever appeals is no party to the matter: the act concerns them all the same (АПК чл. 83-84)."""
    notified_on = models.DateField(null=True, blank=True)
    """When somebody outside the matter was notified of the act; None when they were not: their term has not begun."""
    email = EncryptedTextField(blank=True)
    """Where somebody without an account is written to, if they want."""
    sheets = models.PositiveSmallIntegerField(null=True, blank=True)
    """Of a paper appeal with what came along."""
    filed_on = models.DateField()
    """The day that counts for the term: of receipt, or of the post mark (АПК чл. 29 ал. 6)."""
    language = models.CharField(max_length=2)
    """In which the appellant filed and gets the receipt."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "idempotency_key"], name="appeals_registered_once"),
            models.CheckConstraint(condition=~models.Q(case=models.F("against")), name="appeals_not_against_itself"),
            models.CheckConstraint(
                condition=models.Q(target="silence", act__isnull=True) | models.Q(target="act", act__isnull=False),
                name="appeals_an_act_has_its_paper",
            ),
        )

    def __str__(self) -> str:
        return f"appeal {self.case_id}"
