from django.apps import AppConfig


class InformationRequestsConfig(AppConfig):
    name = "chinar.domain.information_requests"
    label = "information_requests"
    verbose_name = "Access to public information"

    def ready(self) -> None:
        from chinar.domain.information_requests import journal, kinds, panels, searching  # noqa: F401
