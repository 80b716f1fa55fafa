from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "chinar.foundation.search"
    label = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        from chinar.foundation.search import journal, panels  # noqa: F401

        post_migrate.connect(_make_index, sender=self)


def _make_index(using: str, **kwargs: Any) -> None:
    """The index is not a model's: no migration makes it, and SQLite drops triggers when it rebuilds a table."""
    from django.db import connections

    from chinar.foundation.search.engines import engine_of

    engine_of(connections[using]).install()
