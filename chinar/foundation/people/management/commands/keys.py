"""chinar keys: new, check, rotate."""

import base64
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models
from django.utils import timezone

from chinar.foundation.core import reencryption
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.keys import MissingKey, Tampered, key_ids
from chinar.foundation.journal.actions import record
from chinar.foundation.people.second_factor_secrets import count_second_factors, rotate_second_factors
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

T = TypeVar("T")


class Command(BaseCommand):
    help = "Makes a data key, counts the values under each key, or puts all values under the first key."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("new", help="print a fresh entry for CHINAR_DATA_KEYS; put it in front of the others")
        actions.add_parser("check", help="count the values under each key; ends with 1 when a key is missing")
        actions.add_parser("rotate", help="rewrite every value that is not under the first key; may be repeated")

    def handle(self, *args: Any, **options: Any) -> None:
        {"new": self.new, "check": self.check_keys, "rotate": self.rotate}[options["action"]]()

    def new(self) -> None:
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        self.stdout.write(f"{timezone.now():%Y%m%d}-{secrets.token_hex(2)}:{key}")

    def check_keys(self) -> None:
        total = count_second_factors()
        for counted in _everywhere(reencryption.count_by_key):
            total += counted
        for key in key_ids():
            self.stdout.write(f"{key}: {total[key]}")
        if total[reencryption.UNKNOWN]:
            raise CommandError(f"{total[reencryption.UNKNOWN]} values are under keys that CHINAR_DATA_KEYS lacks.")

    def rotate(self) -> None:
        first = key_ids()[0]
        try:
            count = sum(_everywhere(reencryption.rewrite)) + rotate_second_factors()
        except (MissingKey, Tampered) as error:
            raise CommandError(f"{error} What was rewritten before stays; start again when it is mended.") from error
        facts = {"key": first, "values": str(count)}
        record("keys.rotated", subject=first, subject_kind="key", facts=facts, by=SYSTEM, at=timezone.now())
        self.stdout.write(f"{count} values put under the key {first}.")


def _everywhere(do: Callable[[type[models.Model], str], T]) -> list[T]:
    """What came of each encrypted column of the installation, and of each one inside each municipality."""
    done = [do(*column) for column in reencryption.encrypted_columns(of_municipalities=False)]
    for municipality in Municipality.objects.order_by("pk"):
        with inside(municipality):
            done += [do(*column) for column in reencryption.encrypted_columns(of_municipalities=True)]
    return done
