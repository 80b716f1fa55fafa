from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class CouncillorQuestionQuerySet(TenantQuerySet["CouncillorQuestion"]):
    def standing(self) -> CouncillorQuestionQuerySet:
        return self.filter(voided_at=None)

    def open(self) -> CouncillorQuestionQuerySet:
        return self.standing().filter(answered_on=None)


class CouncillorQuestion(TenantModel):
    """Питане на общински съветник: what a councillor asks the mayor, who answers at the next session of the council
    (ЗМСМА чл. 33, ал. 1, т. 4). Questions and answers stand in a public register (чл. 28, ал. 4).

    A councillor asks in office, so the name is public. It is no matter of a citizen: its clock is the session and no
    period of the law.
    """

    class Form(models.TextChoices):
        WRITTEN = "written", _("in writing")
        ORAL = "oral", _("by word of mouth, at the session")

    number = models.CharField(max_length=40)
    idempotency_key = models.UUIDField()
    councillor = models.CharField(max_length=150)
    title = models.CharField(max_length=200)
    question = models.TextField()
    received_on = models.DateField()
    session_on = models.DateField(null=True, blank=True)
    """Of the session at which the answer is due; None until it is called."""
    department = models.ForeignKey("territory.Department", models.PROTECT, related_name="+")
    """Who prepares the answer."""
    answer = models.TextField(blank=True)
    answer_form = models.CharField(max_length=10, choices=Form.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_because = models.CharField(max_length=300, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[Any] = TenantManager.from_queryset(CouncillorQuestionQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "number"], name="enquiries_councillor_number_once"),
            models.UniqueConstraint(
                fields=["municipality", "idempotency_key"], name="enquiries_councillor_entered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True, answer="", answer_form="")
                | (models.Q(answered_on__isnull=False) & ~models.Q(answer="") & ~models.Q(answer_form="")),
                name="enquiries_councillor_answered_in_words",
            ),
            models.CheckConstraint(
                condition=models.Q(session_on__isnull=True) | models.Q(session_on__gte=models.F("received_on")),
                name="enquiries_councillor_session_follows",
            ),
        )
        indexes = (models.Index(fields=["municipality", "-id"], name="enquiries_councillor_newest"),)

    def __str__(self) -> str:
        return self.number

    def is_late(self, *, on: date) -> bool:
        """Whether the session has passed without the answer."""
        return self.answered_on is None and self.session_on is not None and self.session_on < on
