from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "chinar.foundation.notifications"
    label = "notifications"
    verbose_name = "Notifications"

    def ready(self) -> None:
        from chinar.foundation.notifications import journal  # noqa: F401
