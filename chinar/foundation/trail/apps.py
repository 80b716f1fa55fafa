from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "chinar.foundation.trail"
    label = "trail"
    verbose_name = "Trail"

    def ready(self) -> None:
        from chinar.foundation.trail import journal  # noqa: F401
