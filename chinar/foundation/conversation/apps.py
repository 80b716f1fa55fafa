from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "chinar.foundation.conversation"
    label = "conversation"
    verbose_name = "Conversation"

    def ready(self) -> None:
        from chinar.foundation.conversation import hearing, journal, panels  # noqa: F401
