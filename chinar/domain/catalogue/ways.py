"""The ways of a description that are chosen, not written: to file, to receive, to pay. A version keeps their codes,
separated by spaces; what is to be said besides stands in the note of the same name."""

from typing import Any

from django import forms
from django.db.models import TextChoices

from chinar.domain.catalogue.models.ways import FileBy, PayBy, ReceiveBy

WAYS: dict[str, type[TextChoices]] = {"file_by": FileBy, "receive_by": ReceiveBy, "pay_by": PayBy}
NOTES = {"file_by": "ways_to_file", "receive_by": "ways_to_receive", "pay_by": "ways_to_pay"}
"""The field of ServiceVersion in which the rest is written."""


def way_words(version: Any, name: str) -> list[str]:
    """The chosen ways in words, in the order in which they are offered; codes that are none are left out."""
    chosen = str(getattr(version, name)).split()
    return [str(way.label) for way in WAYS[name] if way.value in chosen]


def told_ways(version: Any, name: str) -> str:
    """For a page: the ways, and the note."""
    return ". ".join(filter(None, (", ".join(way_words(version, name)), str(getattr(version, NOTES[name])))))


class WaysField(forms.MultipleChoiceField):
    """Boxes to tick; the value is the codes with spaces between them, as a version keeps them."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def to_python(self, value: Any) -> list[str]:
        return [one for one in super().to_python(value) if one]

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return " ".join(code for code, _label in self._offered() if code in chosen)

    def words(self, codes: str) -> str:
        """The ways of a value, as the boxes name them."""
        return ", ".join(label for code, label in self._offered() if code in codes.split())

    def _offered(self) -> list[tuple[str, str]]:
        choices: Any = self.choices
        return [(str(code), str(label)) for code, label in choices]
