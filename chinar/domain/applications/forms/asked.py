"""A page of the service's own questions, within the journey."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chinar.domain.applications.forms.journey import Summary, typed_in
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.questionnaires.definition import QuestionPage
from chinar.domain.questionnaires.forms import AnswersForm
from chinar.domain.questionnaires.showing import shown
from chinar.foundation.territory.models import Municipality


class AskedForm(AnswersForm):
    """Answers as the other pages of the journey do."""

    def __init__(
        self,
        data: Any = None,
        *,
        page: QuestionPage,
        on: date,
        municipality: Municipality,
        version: ServiceVersion | None = None,
        others: Mapping[str, Any] | None = None,
    ) -> None:
        earlier = said_before(others or {}, but=page)
        super().__init__(page.questions, data, on=on, municipality=municipality, earlier=earlier)

    def summary(self) -> Summary:
        return shown(self.questions, self.answers(), masked=False)

    def typed(self) -> dict[str, Any]:
        return typed_in(self)


def said_before(others: Mapping[str, Any], *, but: QuestionPage | None = None) -> dict[str, str]:
    """Question -> what was typed on the service's own pages. Conditions hang on choices, which are kept as typed."""
    return {
        code: value
        for page, typed in others.items()
        if page.startswith(PREFIX) and (but is None or page != address_of(but))
        for code, value in typed.items()
    }


PREFIX = "about-"
"""Begins the addresses of the service's own pages, so that none is taken for a page of the journey itself."""


def address_of(page: QuestionPage) -> str:
    return f"{PREFIX}{page.code.replace('_', '-')}"
