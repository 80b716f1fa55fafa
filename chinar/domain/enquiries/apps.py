from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "chinar.domain.enquiries"
    label = "enquiries"
    verbose_name = "Enquiries"

    def ready(self) -> None:
        from chinar.domain.enquiries import (  # noqa: F401
            journal,
            kinds,
            panels,
            searching,
            talking,
            tracing,
            tracing_council,
            waiting,
        )
