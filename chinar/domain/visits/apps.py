from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "chinar.domain.visits"
    label = "visits"
    verbose_name = "Visits to a counter"

    def ready(self) -> None:
        from chinar.domain.visits import journal, panels  # noqa: F401
