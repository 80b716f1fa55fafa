from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "chinar.domain.enquiries"
    label = "enquiries"
    verbose_name = "Enquiries"

    def ready(self) -> None:
        from chinar.domain.enquiries import journal, kinds, panels, searching, tracing, tracing_council, waiting  # noqa: F401
