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

        slots.register("desk.start", navigation.start)
        slots.register("desk.seldom", navigation.undelivered)
        slots.register("desk.arrangements", navigation.mailbox)
        slots.register("desk.arrangements", navigation.scans)
        slots.register("desk.end", navigation.mail)
        slots.register("desk.end", navigation.journal)
        slots.register("desk.identity", identity.panel)
        waiting.register(UNDELIVERED)
