"""Rewriting of stored values under the first key, while the installation works."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast

from chinar.foundation.core.fields import EncryptedTextField
from chinar.foundation.core.keys import decrypt, encrypt, key_ids, prefix, written_prefix
from chinar.foundation.core.models import GuardedModel, HomeModel

BATCH = 500
UNKNOWN = "?"


def encrypted_columns(*, of_municipalities: bool) -> Iterator[tuple[type[models.Model], str]]:
    """(model, field name) of each encrypted column, of the municipalities' rows or of the installation's."""
    for model in apps.get_models():
        # A row between two municipalities is read in the scope of either, and nowhere else.
        if (issubclass(model, GuardedModel) and not issubclass(model, HomeModel)) is of_municipalities:
            for field in model._meta.local_concrete_fields:
                if isinstance(field, EncryptedTextField):
                    yield model, field.name


def rewrite(model: type[models.Model], field: str) -> int:
    """Puts every value in scope under the first key; returns how many it rewrote.

    It may be stopped and started again at any time: what is done no longer matches. A value that somebody changes
    meanwhile is left as they wrote it, under the first key already. Raises MissingKey or Tampered at the first
    value that cannot be read.
    """
    rewritten, last = 0, 0
    while rows := _old_values(model, field, last):
        with transaction.atomic():
            rewritten += sum(_replace(model, field, pk, stored) for pk, stored in rows)
        last = rows[-1][0]
    return rewritten


def count_by_key(model: type[models.Model], field: str) -> Counter[str]:
    """How many values in scope lie under each key id; those under no known key are counted as `?`."""
    values = _stored(model, field)
    counts = Counter({key: values.filter(stored__startswith=prefix(key)).count() for key in key_ids()})
    counts[UNKNOWN] = values.count() - counts.total()
    return +counts


def _stored(model: type[models.Model], field: str) -> models.QuerySet[Any]:
    """The column as it lies in the database, without the empty values."""
    rows = model._base_manager.annotate(stored=Cast(field, TextField()))
    return rows.exclude(stored="").exclude(stored=None)


def _old_values(model: type[models.Model], field: str, after: int) -> list[tuple[int, str]]:
    old = _stored(model, field).exclude(stored__startswith=written_prefix()).filter(pk__gt=after)
    return list(old.order_by("pk").values_list("pk", "stored")[:BATCH])


def _replace(model: type[models.Model], field: str, pk: int, stored: str) -> int:
    """Only if the value is still the one that was read."""
    fresh = Value(encrypt(decrypt(stored)), output_field=TextField())
    return _stored(model, field).filter(pk=pk, stored=stored).update(**{field: fresh})
