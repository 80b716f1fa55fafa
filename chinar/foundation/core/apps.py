from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "chinar.foundation.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        # Core has no tables: these run once before, and once after, all modules have migrated.
        pre_migrate.connect(_take_guards_away, sender=self)
        post_migrate.connect(_put_guards_back, sender=self)
        post_migrate.connect(_make_cache_table, sender=self)


def _take_guards_away(using: str, plan: list[Any], **kwargs: Any) -> None:
    from chinar.foundation.core import guards

    if plan:
        guards.remove(connections[using])


def _put_guards_back(using: str, **kwargs: Any) -> None:
    # After `flush` too, which takes no guard away but tells nobody what it did.
    from chinar.foundation.core import guards

    guards.install(connections[using])


def _make_cache_table(using: str, **kwargs: Any) -> None:
    """The cache's table has no model, so no migration makes it. Does nothing when it is there."""
    call_command("createcachetable", database=using, verbosity=0)
