"""Registry Agency: the state of a company in the commercial register, and of a subject of the BULSTAT register."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.description import plain
from chinar.domain.registers.regix.readings.reading import day, each, flag, named, of, text


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of a company: `code` is its number in the register (00010 for the company number), `name` its heading,
    `content` its texts in the order of the register, as the heading can hold anything."""

    code: str
    name: str
    content: tuple[str, ...]
    on: date | None


@dataclass(frozen=True, slots=True)
class CompanyState:
    """GetActualStateV3. `in_liquidation_or_insolvency` in the register's words, "" for neither."""

    eik: str
    name: str
    form: str
    status: str
    in_liquidation_or_insolvency: str
    entries: tuple[Entry, ...]
    as_of: date | None

    def of_heading(self, code: str) -> tuple[Entry, ...]:
        """All facts under one number: `00100` gives the representatives."""
        return tuple(entry for entry in self.entries if entry.code == code)


@dataclass(frozen=True, slots=True)
class Manager:
    """Somebody who runs a subject of BULSTAT; `position` is a code of its nomenclature."""

    number: str
    name: str
    position: str


@dataclass(frozen=True, slots=True)
class BulstatState:
    """GetStateOfPlay. `form`, `state` and `settlement` are codes: BULSTAT's nomenclatures, and EKATTE."""

    bulstat: str
    name: str
    form: str
    state: str
    settlement: str
    managers: tuple[Manager, ...]


def company_state(answer: Answer) -> CompanyState | None:
    """None when the register has no such number."""
    content = of(answer, "GetActualStateV3")
    if flag(content, "DataFound") is False or not text(content, "Deed", "UIC"):
        return None
    return CompanyState(
        **named(
            content,
            eik="Deed.UIC",
            name="Deed.CompanyName",
            form="Deed.LegalForm",
            status="Deed.DeedStatus",
            in_liquidation_or_insolvency="Deed.LiquidationOrInsolvency",
        ),
        entries=tuple(
            _entry(record)
            for part in each(content, "Deed", "Subdeeds", "Subdeed")
            for record in each(part, "Records", "Record")
        ),
        as_of=day(content, "DataValidForDate"),
    )


def bulstat_state(answer: Answer) -> BulstatState | None:
    """None when the register has no such number."""
    content = of(answer, "GetStateOfPlay")
    subjects = each(content, "Subject")
    if not subjects:
        return None
    number, name = _subject(subjects[0])
    return BulstatState(
        bulstat=number,
        name=name,
        form=text(subjects[0], "LegalEntitySubject", "LegalForm", "Code"),
        state=text(content, "State", "State", "Code"),
        settlement=text(subjects[0], "Addresses", "Location", "Code"),
        managers=tuple(
            Manager(*_subject(one.get("RelatedSubject")), text(one, "Position", "Code"))
            for one in each(content, "Managers")
        ),
    )


def _entry(record: Mapping[str, Any]) -> Entry:
    code = text(record, "MainField", "MainFieldIdent") or text(record, "FieldIdent")
    content = tuple(_leaves(record.get("RecordData")))
    return Entry(code, text(record, "MainField", "MainFieldName"), content, day(record, "FieldActionDate"))


def _leaves(content: Any) -> list[str]:
    """Every text inside, elements and attributes, in order; codes and flags that say nothing to people left out."""
    if isinstance(content, Mapping):
        inside = [(key, value) for key, value in content.items() if not plain(key).endswith(("Code", "ID", "IsNew"))]
        return [leaf for key, value in inside if not _is_flag(key, value) for leaf in _leaves(value)]
    if isinstance(content, list):
        return [leaf for value in content for leaf in _leaves(value)]
    return [content.strip()] if isinstance(content, str) and content.strip() else []


def _is_flag(key: str, value: Any) -> bool:
    return key.startswith("@") and value in ("true", "false", "0", "1")


def _subject(content: Any) -> tuple[str, str]:
    """(number, name) of a natural person or a legal entity."""
    number = text(content, "UIC", "UIC") or text(content, "NaturalPersonSubject", "EGN")
    name = text(content, "LegalEntitySubject", "CyrillicFullName") or text(
        content, "NaturalPersonSubject", "CyrillicName"
    )
    return number or text(content, "NaturalPersonSubject", "LNC"), name
