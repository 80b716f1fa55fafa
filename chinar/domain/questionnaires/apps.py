from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "chinar.domain.questionnaires"
    label = "questionnaires"
    verbose_name = "Questionnaires"

    def ready(self) -> None:
        from chinar.domain.questionnaires import journal  # noqa: F401
