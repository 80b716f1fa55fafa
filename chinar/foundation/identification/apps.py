from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    name = "chinar.foundation.identification"
    label = "identification"
    verbose_name = "Identification"

    def ready(self) -> None:
        from chinar.foundation.core import slots
        from chinar.foundation.identification import journal, panels  # noqa: F401 (registers the verbs)

        slots.register("people.sign_in", panels.ways_in)
        slots.register("people.account", panels.of_account)
