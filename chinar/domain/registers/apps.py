from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "chinar.domain.registers"
    label = "registers"
    verbose_name = "Registers"
