from django.apps import AppConfig


class TimeConfig(AppConfig):
    name = "chinar.foundation.time"
    label = "time"
    verbose_name = "Time"

    def ready(self) -> None:
        from chinar.foundation.core import slots
        from chinar.foundation.time import journal, panels  # noqa: F401

        slots.register("offices.now", panels.office_now)
        slots.register("desk.arrangements", panels.way_to_calendar)
        slots.register("desk.home", panels.calendar_alarm)
