"""What an operation asks and answers, field by field: enough to make a question and read an answer without a schema.

`data/operations/*.json` are made from the official schemas by `describing.py`, never typed: some names hold letters of
another alphabet that look alike. Labels are our own words, `data/labels.csv`, one line for each name.
"""

import csv
import functools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chinar.domain.registers.regix.catalogue import DATA, Operation

TEXT, DATE, MOMENT, FLAG, NUMBER, GROUP = "text", "date", "moment", "flag", "number", "group"
KINDS = (TEXT, DATE, MOMENT, FLAG, NUMBER, GROUP)
_WORDS = re.compile(r"[A-ZА-Я]+(?![a-zа-я])|[A-ZА-Я]?[a-zа-я]+|\d+")


@dataclass(frozen=True, slots=True)
class Field:
    """One element. `kind` says how its text is to be read; values themselves are always text, so that no number loses
    a zero. `type` is the index of its parts when it is a group or has attributes."""

    name: str
    """`{namespace}name`, or `name` in no namespace."""
    kind: str
    type: int | None = None
    required: bool = False
    many: bool = False

    @property
    def local(self) -> str:
        return self.name.rpartition("}")[2]


@dataclass(frozen=True, slots=True)
class Type:
    """The parts of a group, in the order in which they must stand."""

    fields: tuple[Field, ...] = ()
    attributes: tuple[str, ...] = ()
    by_name: Mapping[str, Field] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Description:
    """Of one operation. `identifier` is the field of the question that names the person or company, or ""."""

    string: str
    identifier: str
    request: Field
    response: Field
    types: tuple[Type, ...]

    def root(self, side: str) -> Field:
        return self.request if side == "request" else self.response

    def parts(self, of: Field) -> Type:
        return Type() if of.type is None else self.types[of.type]

    def as_json(self) -> dict[str, Any]:
        spaces: list[str] = []

        def short(name: str) -> str:
            space, _, local = name.rpartition("}")
            if space not in spaces:
                spaces.append(space)
            return f"{spaces.index(space)}:{local}"

        def one(each: Field) -> dict[str, Any]:
            told: dict[str, Any] = {"name": short(each.name), "kind": each.kind}
            if each.type is not None:
                told["type"] = each.type
            return told | {flag: True for flag in ("required", "many") if getattr(each, flag)}

        content = {
            "string": self.string,
            "identifier": self.identifier,
            "request": one(self.request),
            "response": one(self.response),
            "types": [
                {"fields": [one(each) for each in kind.fields]}
                | ({"attributes": [short(name) for name in kind.attributes]} if kind.attributes else {})
                for kind in self.types
            ],
        }
        return {"namespaces": [space.removeprefix("{") for space in spaces], **content}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Description":
        def long(name: str) -> str:
            index, _, local = name.partition(":")
            space = told["namespaces"][int(index)]
            return f"{{{space}}}{local}" if space else local

        def one(each: Mapping[str, Any]) -> Field:
            return Field(**{**each, "name": long(each["name"])})

        types = []
        for kind in told["types"]:
            fields = tuple(one(each) for each in kind["fields"])
            attributes = tuple(long(name) for name in kind.get("attributes", ()))
            types.append(Type(fields, attributes, {each.name: each for each in fields}))
        return cls(told["string"], told["identifier"], one(told["request"]), one(told["response"]), tuple(types))


@functools.cache
def shipped(operation: Operation) -> Description | None:
    """None for an operation that needs the official schemas."""
    path = file_of(operation)
    return Description.from_json(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def file_of(operation: Operation) -> Path:
    return DATA / "operations" / f"{operation.adapter.removeprefix('RegiX.')}.{operation.name}.json"


@functools.cache
def _labels() -> dict[str, tuple[str, str]]:
    with (DATA / "labels.csv").open(encoding="utf-8", newline="") as table:
        return {line["name"]: (line["bg"], line["en"]) for line in csv.DictReader(table)}


_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")


def plain(name: str) -> str:
    """Without namespace, and with the letters that it seems to be written in: labels are found by what one sees."""
    return name.rpartition("}")[2].removeprefix("@").translate(_LOOK_ALIKE)


def label(name: str, language: str) -> str:
    """What people call a field: by its whole name where two registers mean different things by one word, otherwise by
    its name without namespace; a name that nobody has put into words, as its words."""
    known = _labels().get(name) or _labels().get(plain(name))
    if known:
        return known[0 if language == "bg" else 1]
    return " ".join(_WORDS.findall(plain(name))) or name


def is_labelled(name: str) -> bool:
    return plain(name) in _labels()
