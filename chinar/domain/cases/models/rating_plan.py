from django.db import models
from django.db.models import Q

from chinar.domain.cases.rating.rules import (
    MOST_ANSWER_DAYS,
    MOST_OPEN_DAYS,
    MOST_TEXT_MONTHS,
    Plan,
)
from chinar.foundation.core.models import TenantModel


class RatingPlan(TenantModel):
    """What the town promises about ratings, as the secretary set it. No law sets these numbers (НАО чл. 24 asks for
    opinions, not how): they are the town's own; without a row those of Plan hold."""

    answer_days = models.PositiveSmallIntegerField()
    """Working days within which a low rating is answered."""
    open_days = models.PositiveSmallIntegerField()
    """Calendar days during which a contact can be rated."""
    text_months = models.PositiveSmallIntegerField()
    """Months after which words and addresses are erased."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality"], name="cases_one_rating_plan"),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1, answer_days__lte=MOST_ANSWER_DAYS)
                & Q(open_days__gte=1, open_days__lte=MOST_OPEN_DAYS)
                & Q(text_months__gte=1, text_months__lte=MOST_TEXT_MONTHS),
                name="cases_rating_plan_is_sensible",
            ),
        )

    def __str__(self) -> str:
        return f"ratings of {self.municipality_id}"

    def as_plan(self) -> Plan:
        return Plan(answer_days=self.answer_days, open_days=self.open_days, text_months=self.text_months)
