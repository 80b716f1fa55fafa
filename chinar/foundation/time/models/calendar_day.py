from django.db import models

from chinar.foundation.time.calendar_file import DayKind, NationalDay


class CalendarDay(models.Model):
    """A day of the whole country that differs from its weekday (КТ чл. 154). Belongs to the installation.

    Rows with an `act` were entered by the operator after a decision of the government; the others came from the
    shipped calendar and follow it when it is loaded again.
    """

    country = models.CharField(max_length=2, default="BG")
    date = models.DateField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in DayKind])
    act = models.CharField(max_length=200, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("people.Account", models.PROTECT, null=True, related_name="+")
    entered_by_id: int | None

    class Meta:
        ordering = ("date",)
        constraints = (models.UniqueConstraint(fields=("country", "date"), name="time_calendar_day_once"),)

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    def as_day(self) -> NationalDay:
        return NationalDay(self.date, self.name, self.name_en, DayKind(self.kind))
