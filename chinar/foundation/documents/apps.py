from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "chinar.foundation.documents"
    label = "documents"
    verbose_name = "Documents"

    def ready(self) -> None:
        from chinar.foundation.documents import journal  # noqa: F401
