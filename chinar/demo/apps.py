from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "chinar.demo"
    label = "demo"
    verbose_name = "Demo"

    def ready(self) -> None:
        from chinar.demo import signin
        from chinar.demo.views import mailbox
        from chinar.foundation.core import slots

        slots.register("people.demo_signin", signin.panel)
        slots.register("demo", mailbox.way)
