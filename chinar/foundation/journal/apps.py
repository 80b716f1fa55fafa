from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "chinar.foundation.journal"
    label = "journal"
    verbose_name = "Journal"

    def ready(self) -> None:
        from chinar.foundation.journal import journal  # noqa: F401
