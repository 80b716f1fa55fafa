from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "chinar.foundation.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from chinar.foundation.people import journal  # noqa: F401 (registers the verbs)
        from chinar.foundation.people.views import telling

        telling.connect()
