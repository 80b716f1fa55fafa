"""ГРАО: the national population database and the register of marriages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.readings.reading import day, each, of, text


@dataclass(frozen=True, slots=True)
class Names:
    first: str
    father: str
    family: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.first, self.father, self.family) if part)


@dataclass(frozen=True, slots=True)
class ValidPerson:
    """ValidPersonSearch: whether there is such a person, and whether they live."""

    names: Names
    born_on: date | None
    died_on: date | None


@dataclass(frozen=True, slots=True)
class PersonData:
    """PersonDataSearch."""

    egn: str
    names: Names
    latin: Names
    sex: str
    born_on: date | None
    died_on: date | None
    birth_place: str
    nationality: str


@dataclass(frozen=True, slots=True)
class Relative:
    """`relation` in the register's own words: Баща, Майка, Син, Дъщеря, Брат, Сестра, Осиновител, Осиновителка; in the
    register of marriages СЪПРУГ, СЪПРУГА, СИН, ДЪЩЕРЯ."""

    relation: str
    egn: str
    names: Names
    born_on: date | None
    died_on: date | None


@dataclass(frozen=True, slots=True)
class MaritalStatus:
    """`code`: 1 never married, 2 married, 3 widowed, 4 divorced, 9 not shown."""

    code: str
    name: str
    egn: str
    names: Names
    relatives: tuple[Relative, ...] = ()


def valid_person(answer: Answer) -> ValidPerson | None:
    """None when there is nobody with that number, or nothing of them may be seen."""
    content = of(answer, "ValidPersonSearch")
    if not content:
        return None
    return ValidPerson(_names(content), day(content, "BirthDate"), day(content, "DeathDate"))


def person_data(answer: Answer) -> PersonData | None:
    content = of(answer, "PersonDataSearch")
    if not content:
        return None
    return PersonData(
        egn=text(content, "EGN"),
        names=_names(content.get("PersonNames")),
        latin=_names(content.get("LatinNames")),
        sex=text(content, "Gender", "GenderName"),
        born_on=day(content, "BirthDate"),
        died_on=day(content, "DeathDate"),
        birth_place=text(content, "PlaceBirth"),
        nationality=text(content, "Nationality", "NationalityName"),
    )


def relations(answer: Answer) -> tuple[Relative, ...]:
    content = of(answer, "RelationsSearch")
    return tuple(
        Relative(text(one, "RelationCode"), text(one, "EGN"), _names(one), day(one, "BirthDate"), day(one, "DeathDate"))
        for one in each(content, "PersonRelations")
    )


def marital_status(answer: Answer) -> MaritalStatus | None:
    """Of both reports; the longer one has spouse and children too."""
    content = of(answer, "MaritalStatusSearch", "MaritalStatusSpouseChildrenSearch")
    if not content:
        return None
    relatives = tuple(
        Relative(text(one, "RelativeType"), text(one, "EGN"), _names(one), None, day(one, "DateOfDeath"))
        for one in each(content, "Relatives", "Relative")
    )
    return MaritalStatus(
        text(content, "MaritalStatusCode"),
        text(content, "MaritalStatusName"),
        text(content, "EGN"),
        _names(content),
        relatives,
    )


def _names(content: Any) -> Names:
    """Two registers of one house call the same names differently."""
    return Names(
        text(content, "FirstName"),
        text(content, "SurName") or text(content, "MiddleName"),
        text(content, "FamilyName") or text(content, "LastName"),
    )
