"""The questions of a service at the counter: those of the online journey, on one page, without who files and for whom.

Who stands at the counter, and for whom, the visit says once for all that is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from chinar.domain.applications.forms.filing import For
from chinar.domain.applications.journey import ATTACHMENTS, Journey, Page
from chinar.domain.applications.models import Draft
from chinar.domain.visits.models import Visit
from chinar.foundation.core.forms import wrong_fields

SAID_BY_VISIT = frozenset({"filer", "applicant", "concerned", "organisation", "contact"})
BROUGHT = "paper-"
"""Begins the names of the boxes that are ticked for papers that lie on the counter."""


@dataclass(frozen=True)
class AtCounter(Journey):
    """Papers are not sent as files: they are seen at the counter and scanned."""

    applies_for: str = For.THEMSELVES

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        left_out = SAID_BY_VISIT | {ATTACHMENTS}
        return tuple(page for page in super().pages if page.code not in left_out)

    @property
    def told(self) -> Mapping[str, Any]:
        """With who pays, as fees of organisations may differ."""
        return {**self.draft.answers, "filer": {"applies_for": self.applies_for}}


@dataclass(frozen=True)
class ByTelephone(Journey):
    """Everything is asked, also who they are; nothing can be sent along."""

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(page for page in super().pages if page.code != ATTACHMENTS)


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the journey as a part of one long sheet; the names of its fields begin with its own."""

    page: Page
    form: forms.BaseForm

    @property
    def asks_itself(self) -> bool:
        """Whether the first question is the heading already."""
        return str(next(iter(self.form)).label) == str(self.page.title)


def applies_for(visit: Visit) -> str:
    if visit.organisation_id is not None:
        return For.ORGANISATION.value
    return (For.PERSON if visit.concerned_id is not None else For.THEMSELVES).value


def sections_of(journey: Journey, typed: Mapping[str, dict[str, str]] | None = None) -> list[Section]:
    """The sheet with what is kept, or with what was typed now; what was never answered is shown without faults."""
    kept = journey.draft.answers if typed is None else typed
    return [_section(journey, page, kept.get(page.code)) for page in journey.pages]


def _section(journey: Journey, page: Page, typed: Mapping[str, str] | None) -> Section:
    prefix = _prefix(page)
    data = None if typed is None else {f"{prefix}-{name}": value for name, value in typed.items()}
    form = page.form(
        data, on=journey.today, municipality=journey.municipality, version=journey.draft.service_version,
        others=journey.told,
    )  # fmt: skip
    form.prefix = prefix  # type: ignore[attr-defined]
    return Section(page, form)  # type: ignore[arg-type]


def _prefix(page: Page) -> str:
    """Without a dash: the first one in a field's name ends the prefix."""
    return page.code.replace("-", "_")


def typed_in(journey: Journey, posted: QueryDict) -> dict[str, dict[str, str]]:
    """What was typed into the sheet, page by page, as the journey keeps it."""
    return {page.code: _typed(posted, _prefix(page)) for page in journey.pages}


def _typed(posted: QueryDict, prefix: str) -> dict[str, str]:
    names = (name for name in posted if name.partition("-")[0] == prefix)
    return {name.partition("-")[2]: str(posted[name]) for name in names}


def wrong(sections: Sequence[Section]) -> list[dict[str, str]]:
    """What has to be mended, with the way to it."""
    return [fault for section in sections if section.form.is_bound for fault in wrong_fields(section.form)]


def brought(posted: QueryDict) -> list[str]:
    """Codes of the papers that lie on the counter."""
    return [name.removeprefix(BROUGHT) for name in posted if name.startswith(BROUGHT)]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a draft that somebody else began says of its parties, as it was typed; empty where it says nothing."""

    applicant: Mapping[str, str]
    contact: Mapping[str, str]
    concerned: Mapping[str, str]
    organisation: Mapping[str, str]


def stated_in(draft: Draft) -> Stated:
    answers = draft.answers
    applies_for = answers.get("filer", {}).get("applies_for")
    return Stated(
        applicant=answers.get("applicant", {}),
        contact=answers.get("contact", {}),
        concerned=answers.get("concerned", {}) if applies_for == For.PERSON else {},
        organisation=answers.get("organisation", {}) if applies_for == For.ORGANISATION else {},
    )
