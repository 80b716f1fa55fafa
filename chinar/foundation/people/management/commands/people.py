"""chinar people: accounts and roles, for operators."""

import sys
from argparse import ArgumentParser
from datetime import datetime
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.people.abilities import ROLES
from chinar.foundation.people.actions import end_role, give_role, open_account
from chinar.foundation.people.models import Account, Role
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Department, Municipality


class Command(BaseCommand):
    help = "Opens an account, or gives and ends a role in a municipality."

    def add_arguments(self, parser: CommandParser) -> None:
        nouns = parser.add_subparsers(dest="noun", required=True)
        account = nouns.add_parser("account", help="open an account; asks for a password, or reads it from a pipe")
        account.add_argument("email")
        account.add_argument("name")
        account.add_argument("--language", choices=["bg", "en"], default="bg")
        verbs = nouns.add_parser("role", help="give or end a role").add_subparsers(dest="verb", required=True)
        for verb in ("give", "end"):
            _role_arguments(verbs.add_parser(verb))

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        if options["noun"] == "account":
            self.open(options, at)
        else:
            self.change_role(options, at)

    def open(self, options: dict[str, Any], at: datetime) -> None:
        email = options["email"].strip().lower()
        if Account.objects.filter(email=email).exists():
            raise CommandError(f"{email} has an account already.")
        password = _password()
        try:
            validate_email(email)
            validate_password(password, Account(email=email, name=options["name"]))
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        open_account(
            email=email, name=options["name"], password=password, language=options["language"], by=SYSTEM, at=at
        )
        self.stdout.write(f"Account {email} is open.")

    def change_role(self, options: dict[str, Any], at: datetime) -> None:
        account = _one(Account, "account", email=options["email"].strip().lower())
        municipality = _one(Municipality, "municipality", slug=options["town"])
        with inside(municipality):
            code = options["department"]
            department = _one(Department, "department", code=code) if code else None
            key = {"account": account, "role": options["role"], "department": department, "office": options["office"]}
            if options["verb"] == "give":
                give_role(**key, valid_from=timezone.localdate(at), by=SYSTEM, at=at)
            elif (role := Role.objects.filter(**key, ended_at=None).first()) is not None:
                end_role(role, by=SYSTEM, at=at)
            else:
                raise CommandError("They do not hold that role there.")
        self.stdout.write(f"{options['email']}: {options['role']} {options['verb']}, {options['town']}.")


def _role_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email")
    parser.add_argument("role", choices=sorted(ROLES))
    parser.add_argument("--town", required=True, help="the municipality's short name in addresses")
    parser.add_argument("--department", default="", help="code; without it the role is held in all departments")
    parser.add_argument("--office", default="", help="code of the village office of a mayor's deputy")


def _one(model: Any, noun: str, **key: str) -> Any:
    row = model.objects.filter(**key).first()
    if row is None:
        raise CommandError(f"There is no {noun} {next(iter(key.values()))}.")
    return row


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass("Password: ")
    if password != getpass("The same again: "):
        raise CommandError("The two passwords differ.")
    return password
