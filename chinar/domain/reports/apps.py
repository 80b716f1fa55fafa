from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "chinar.domain.reports"
    label = "reports"
    verbose_name = "Citizens' signals"

    def ready(self) -> None:
        from chinar.domain.reports import journal, kinds, panels  # noqa: F401
