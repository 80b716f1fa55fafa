from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "chinar.foundation.offices"
    label = "offices"
    verbose_name = "Offices"

    def ready(self) -> None:
        from chinar.foundation.offices import journal  # noqa: F401
