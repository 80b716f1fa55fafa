"""`chinar questions check FILE`: reads a question set. `chinar questions publish TOWN CODE FILE`: makes it hold."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chinar.domain.questionnaires.actions import publish_questions
from chinar.domain.questionnaires.reading import WrongQuestions, read
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


class Command(BaseCommand):
    help = "Question sets of services: checks a text, or publishes it in a municipality."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help="names every mistake in the file")
        check.add_argument("file", type=Path)
        publish = verbs.add_parser("publish", help="makes the file the version that holds from now on")
        publish.add_argument("town", help="as it stands in the address")
        publish.add_argument("code", help="of the question set")
        publish.add_argument("file", type=Path)

    def handle(self, *args: Any, verb: str, file: Path, **options: Any) -> None:
        try:
            text = file.read_text(encoding="utf-8")
            definition = read(text)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        except WrongQuestions as wrong:
            raise CommandError("\n".join(wrong.mistakes)) from wrong
        self.stdout.write(f"{len(definition.pages)} pages, {len(definition.questions)} questions")
        if verb == "publish":
            self._publish(text, **options)

    def _publish(self, text: str, *, town: str, code: str, **options: Any) -> None:
        municipality = Municipality.objects.active().filter(slug=town).first()
        if municipality is None:
            raise CommandError(f"There is no municipality {town}.")
        with inside(municipality):
            version = publish_questions(code, text, by=SYSTEM, at=timezone.now())
        self.stdout.write(f"Version {version.number} of {code} holds.")
