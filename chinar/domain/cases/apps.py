from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "chinar.domain.cases"
    label = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        from chinar.domain.cases import incoming_mail, journal, panels, waiting_sources  # noqa: F401
        from chinar.domain.cases.rating import panels as rating_panels  # noqa: F401
        from chinar.domain.cases.recounting import recount_open_cases
        from chinar.foundation.time.changes import on_calendar_change

        on_calendar_change(recount_open_cases)
