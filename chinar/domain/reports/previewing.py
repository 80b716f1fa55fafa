"""What everybody will read of a signal, shown to its author before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from chinar.domain.reports.models import Category
from chinar.foundation.core.content import words
from chinar.foundation.moderation.rules import masked, names_hinted, personal_data_in
from chinar.foundation.moderation.wording import SPOTTED


@dataclass(frozen=True, slots=True)
class Preview:
    """`text` and `place` as an official begins with them; `masked` says what was hidden, `names` only hints. `author`
    is "" without the wish to be named."""

    title: str
    text: str
    place: str
    masked: tuple[str | Promise, ...]
    names: tuple[str, ...]
    author: str


def preview_of(category: Category, typed: Mapping[str, Any]) -> Preview:
    """Of a form's cleaned data."""
    written = f"{typed['text']}\n{typed['place']}"
    place = typed["settlement"].full_name if typed["settlement"] else ""
    return Preview(
        title=", ".join(filter(None, [words(category, "name"), place])),
        text=masked(typed["text"]),
        place=masked(typed["place"]),
        masked=tuple(SPOTTED[kind] for kind in personal_data_in(written)),
        names=names_hinted(written),
        author=typed["name"].strip() if typed["shows_name"] else "",
    )
