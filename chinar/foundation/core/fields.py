"""Columns that the database, its backups and its operators cannot read."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from chinar.foundation.core.identifiers import mask
from chinar.foundation.core.keys import decrypt, encrypt, lookup_hash

__all__ = ["EncryptedTextField", "Secret", "SecretField", "lookup_hash"]


class Secret:
    """A value that prints itself masked, in pages, logs and tracebacks alike."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __str__(self) -> str:
        return mask(self._value)

    def __repr__(self) -> str:
        return f"<Secret {self}>"

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def reveal(self) -> str:
        """The value itself. Whoever shows it to a person journals that first."""
        return self._value


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text in the program, `v1:<key id>:<token>` in the database (core.keys); a lookup_hash beside it finds it."""

    def get_prep_value(self, value: Any) -> Any:
        if value is None:
            return None
        return encrypt(value.reveal() if isinstance(value, Secret) else str(value))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return value if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        # Each encryption differs, so a comparison would silently find nothing.
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted and cannot be compared: keep a lookup_hash beside it.")
        return super().get_lookup(lookup_name)


class SecretField(EncryptedTextField):
    """An encrypted text whose value in the program is a Secret, from the moment it is set."""

    class descriptor_class(DeferredAttribute):
        def __set__(self, instance: models.Model, value: Any) -> None:
            instance.__dict__[self.field.attname] = self.field.to_python(value)

    def to_python(self, value: Any) -> Any:
        return Secret(value) if isinstance(value, str) else value

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return self.to_python(super().from_db_value(value, expression, connection))
