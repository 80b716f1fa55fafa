from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "chinar.foundation.moderation"
    label = "moderation"
    verbose_name = "Moderation"

    def ready(self) -> None:
        from chinar.foundation.moderation import journal  # noqa: F401
