from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "chinar.domain.registers"
    label = "registers"
    verbose_name = "Registers"

    def ready(self) -> None:
        from chinar.domain.registers import journal, kinds, panels  # noqa: F401
