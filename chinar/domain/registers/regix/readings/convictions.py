"""Ministry of Justice: criminal records. Four eyes before they are asked for."""

from dataclasses import dataclass
from datetime import date

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.readings.persons import Names
from chinar.domain.registers.regix.readings.reading import day, each, named, of, text


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One act of a court."""

    number: str
    kind: str
    court: str
    act: str
    on: date | None
    in_force_on: date | None
    disposition: str


@dataclass(frozen=True, slots=True)
class CriminalRecord:
    """BulletinSearch: no bulletins means that the office of the court of birth holds none, not more."""

    egn: str
    names: Names
    bulletins: tuple[Bulletin, ...]


def criminal_record(answer: Answer) -> CriminalRecord | None:
    """None when the register does not know the person, or shows nothing."""
    content = of(answer, "BulletinSearch")
    if not text(content, "Person", "Egn"):
        return None
    person = content["Person"]
    return CriminalRecord(
        text(person, "Egn"),
        Names(text(person, "FirstName"), text(person, "MiddleName"), text(person, "LastName")),
        tuple(
            Bulletin(
                **named(
                    one, number="BulletinNumber", kind="Type", court="CourtOfAct", disposition="BulletinDisposition"
                ),
                act=" ".join(filter(None, (text(one, "ActType"), text(one, "ActNumber")))),
                on=day(one, "ActDate"),
                in_force_on=day(one, "ActExecuteDate"),
            )
            for one in each(content, "Bulletins", "bulletin")
        ),
    )
