from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "chinar.sites.portal"
    label = "portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from chinar.foundation.core import slots
        from chinar.sites.portal import navigation

        slots.register("navigation", navigation.panel)
        slots.register("footer", navigation.foot)
