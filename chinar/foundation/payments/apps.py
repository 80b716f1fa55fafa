from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "chinar.foundation.payments"
    label = "payments"
    verbose_name = "Payments"

    def ready(self) -> None:
        from chinar.foundation.payments import journal, panels  # noqa: F401
