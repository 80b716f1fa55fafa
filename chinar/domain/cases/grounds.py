"""The grounds on which the law of a country stops the clock of a case: data beside its periods in law/."""

import tomllib
from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from chinar.domain.cases.legal_periods import LAW
from chinar.domain.cases.rules import Step
from chinar.foundation.territory.towns import country_here


@dataclass(frozen=True, slots=True)
class Ground:
    """`needs_act`: the law asks for a paper that proves it."""

    code: str
    name: str
    name_en: str
    article: str
    article_en: str
    needs_act: bool = False

    @property
    def words(self) -> str:
        return self.name_en if get_language() == "en" else self.name

    @property
    def source(self) -> str:
        return self.article_en if get_language() == "en" else self.article


@cache
def grounds_of(country: str) -> tuple[Ground, ...]:
    """Empty where no law of that country on it was read: there the clock is not stopped by guess."""
    path = LAW / f"{country.lower()}.toml"
    if not path.is_file():
        return ()
    return tuple(Ground(**row) for row in tomllib.loads(path.read_text(encoding="utf-8")).get("ground", []))


def grounds_here() -> tuple[Ground, ...]:
    """Of the country of the municipality in scope."""
    return grounds_of(country_here())


def ground_of(code: str) -> Ground | None:
    """None for a ground that stands in other words."""
    return next((ground for ground in grounds_here() if ground.code == code), None)


PART_ELSEWHERE = {"bg": "АПК чл. 31", "en": "Administrative Procedure Code (АПК), art. 31"}


def source_of(step: Step, code: str) -> str:
    """Act and article of a step that rests on no period, "" for another."""
    if step is Step.SUSPENDED:
        ground = ground_of(code)
        return ground.source if ground else ""
    return PART_ELSEWHERE.get(get_language() or "bg", "") if step is Step.PARTLY_ELSEWHERE else ""
