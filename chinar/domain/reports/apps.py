from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "chinar.domain.reports"
    label = "reports"
    verbose_name = "Citizens' signals"

    def ready(self) -> None:
        from chinar.domain.reports import journal, kinds, panels, searching, talking, tracing, waiting  # noqa: F401
        from chinar.domain.reports.actions.keeping_away import keep_the_appointed_away
        from chinar.foundation.people.appointing import on_appointment

        on_appointment(keep_the_appointed_away)
