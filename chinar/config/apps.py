from django.apps import AppConfig


class InstallationConfig(AppConfig):
    """The installation as a whole: how it is served, what the worker does, which settings are unsafe."""

    name = "chinar.config"
    label = "config"
    verbose_name = "Installation"

    def ready(self) -> None:
        from chinar.config import checks  # noqa: F401  # registers them
