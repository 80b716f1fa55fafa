from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "chinar.sites.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        from chinar.domain.cases import waiting
        from chinar.foundation.core import slots
        from chinar.sites.desk import identity, navigation
        from chinar.sites.desk.waiting import UNDELIVERED

        slots.register("desk.start", navigation.START)
        slots.register("desk.seldom", navigation.UNDELIVERED)
        slots.register("desk.arrangements", navigation.ARRANGEMENTS)
        slots.register("desk.end", navigation.END)
        slots.register("desk.identity", identity.panel)
        waiting.register(UNDELIVERED)
