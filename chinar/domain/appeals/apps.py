from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "chinar.domain.appeals"
    label = "appeals"
    verbose_name = "Appeals"

    def ready(self) -> None:
        from chinar.domain.appeals import journal, kinds, panels  # noqa: F401
