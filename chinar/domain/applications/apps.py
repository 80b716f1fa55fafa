from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "chinar.domain.applications"
    label = "applications"
    verbose_name = "Applications"

    def ready(self) -> None:
        from chinar.domain.applications import journal, kinds, panels, paying, waiting  # noqa: F401
        from chinar.domain.applications.complex import kind  # noqa: F401
