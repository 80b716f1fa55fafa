from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "chinar.foundation.territory"
    label = "territory"
    verbose_name = "Territory"

    def ready(self) -> None:
        from chinar.foundation.territory import journal  # noqa: F401
