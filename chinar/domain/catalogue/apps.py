from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "chinar.domain.catalogue"
    label = "catalogue"
    verbose_name = "Catalogue"

    def ready(self) -> None:
        from chinar.domain.catalogue import journal, panels, searching, tracing, waiting  # noqa: F401
