"""Two editors at once: the second learns what the first has published, and loses nothing that they typed."""

from collections.abc import Mapping
from typing import Any

from django.forms import BooleanField, ChoiceField, Field
from django.utils.translation import gettext as _

from chinar.domain.catalogue.ways import WaysField
from chinar.foundation.core.forms import Form


def tell_other(form: Form, holding: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Says it in the form, which is about the version that holds from now on: whoever sends it once more has read
    that. Answers (label, text) of what that version says otherwise; `holding` is the form's own initial for it."""
    form.add_error(
        None,
        _(
            "Somebody has published another version meanwhile. What you typed is still here, and below it stands what "
            "holds now. Publish once more to put yours in its place."
        ),
    )
    sent: Any = form.data.copy()  # type: ignore[attr-defined]
    sent["seen"] = str(holding["seen"])
    form.data = sent
    return [
        (str(field.label), _shown(field, holding[name]))
        for name, field in form.fields.items()
        if name != "seen" and _is_other(field, form[name].value(), holding[name])
    ]


def _is_other(field: Field, typed: Any, held: Any) -> bool:
    if isinstance(field, BooleanField):
        return bool(typed) != bool(held)
    words = " ".join(typed) if isinstance(typed, list) else str(typed or "")
    return words.split() != str(held or "").split()


def _shown(field: Field, held: Any) -> str:
    if isinstance(field, BooleanField):
        return _("yes") if held else _("no")
    if isinstance(field, WaysField):
        return field.words(str(held)) or "–"
    if isinstance(field, ChoiceField):
        words: dict[Any, Any] = dict(field.choices)  # type: ignore[arg-type]
        return str(words.get(held, held)) or "–"
    return str(held or "–")
