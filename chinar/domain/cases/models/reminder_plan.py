from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from chinar.domain.cases.watching.rules import MOST_DAYS, Plan
from chinar.foundation.core.models import TenantModel


class ReminderPlan(TenantModel):
    """When officials are reminded of matters that fall due or are late, as the secretary set it for the town.

    All numbers are working days. No law sets them (НАО чл. 20 ал. 4 asks for active control of deadlines, not how);
    without a row those of Plan hold.
    """

    handler_before = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_DAYS)])
    head_before = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_DAYS)])
    secretary_before = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_DAYS)])
    head_after = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_DAYS)])
    secretary_after = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_DAYS)])
    from_hour = models.PositiveSmallIntegerField()
    """The hour of a working day from which reminders and the summary of the day go out."""

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality"], name="cases_one_reminder_plan"),
            models.CheckConstraint(
                condition=Q(handler_before__gte=F("head_before")) & Q(head_before__gte=F("secretary_before")),
                name="cases_nearer_is_reminded_first",
            ),
            models.CheckConstraint(
                condition=Q(head_after__gte=1) & Q(head_after__lte=F("secretary_after")),
                name="cases_nearer_hears_of_lateness_first",
            ),
            models.CheckConstraint(condition=Q(from_hour__lt=24), name="cases_reminders_have_an_hour"),
        )

    def __str__(self) -> str:
        return f"reminders of {self.municipality_id}"

    def as_plan(self) -> Plan:
        return Plan(
            handler_before=self.handler_before,
            head_before=self.head_before,
            secretary_before=self.secretary_before,
            head_after=self.head_after,
            secretary_after=self.secretary_after,
            from_hour=self.from_hour,
        )
