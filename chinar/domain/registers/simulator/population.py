"""Invented people of Троян whose registers agree with each other. All were born before 1900, so nobody can be meant."""

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "population.json"
Content = dict[str, Any]
"""Of one message, as mapping.py takes it."""
DISTRICT, MUNICIPALITY = ("11", "Ловеч"), ("34", "Троян")


@dataclass(frozen=True, slots=True)
class Person:
    egn: str
    names: tuple[str, str, str]
    latin: tuple[str, str, str]
    sex: str
    """1 man, 2 woman, as the registers write it."""
    born_on: str
    died_on: str | None
    settlement: tuple[str, str]
    street: tuple[str, str]
    number: str
    since: str
    status: str
    father: str = ""
    mother: str = ""
    spouse: str = ""
    married_on: str = ""
    act: str = ""

    @property
    def is_man(self) -> bool:
        return self.sex == "1"


@dataclass(frozen=True, slots=True)
class Population:
    """Each table by the number that its register is asked for: of the person, the company, the property."""

    people: dict[str, Person]
    companies: dict[str, Content]
    associations: dict[str, Content]
    vehicles: dict[str, Content]
    properties: dict[str, Content]
    debts: dict[str, str]
    decisions: dict[str, Content]
    benefits: dict[str, list[Content]]
    pupils: dict[str, list[Content]]
    students: dict[str, list[Content]]
    diplomas: dict[str, list[Content]]
    convictions: dict[str, list[Content]]
    job_seekers: dict[str, Content]
    tourist_objects: dict[str, list[Content]]
    farmers: dict[str, Content]

    def children(self, of: Person) -> list[Person]:
        found = [person for person in self.people.values() if of.egn in (person.father, person.mother)]
        return sorted(found, key=lambda person: person.born_on)

    def siblings(self, of: Person) -> list[Person]:
        parents = {of.father, of.mother} - {""}
        return [
            person
            for person in self.people.values()
            if person.egn != of.egn and parents & ({person.father, person.mother} - {""})
        ]

    def like(self, egn: str) -> Person:
        """Somebody for a number that nobody has, by its last digit, as the official test registers do."""
        people = sorted(self.people.values(), key=lambda person: person.egn)
        return people[int(egn[-1:] if egn[-1:].isdecimal() else "0") % len(people)]


@functools.cache
def shipped() -> Population:
    told = json.loads(DATA.read_text(encoding="utf-8"))
    keys = {"companies": "uic", "associations": "bulstat", "vehicles": "number", "properties": "id"}
    tables = {name: {one[key]: one for one in told.pop(name)} for name, key in keys.items()}
    people = [_person(person) for person in told.pop("people")]
    return Population(people={person.egn: person for person in people}, **tables, **told)


def _person(told: dict[str, Any]) -> Person:
    facts: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    return Person(**facts)
