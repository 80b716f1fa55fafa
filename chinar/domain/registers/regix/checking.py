"""Proves schemas and client on samples: each is validated, taken from XML to Python and back, and compared."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from chinar.domain.registers.regix import describing, mapping, schemas
from chinar.domain.registers.regix.errors import RegixError
from chinar.domain.registers.regix.xml import Element, children

SCHEMA_ELEMENT = "{http://www.w3.org/2001/XMLSchema}element"


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: `equal` is None for a schema. `remark` names places, never values."""

    name: str
    valid: bool
    equal: bool | None
    remark: str = ""

    @property
    def failed(self) -> bool:
        return not self.valid or self.equal is False


def check(folder: Path) -> Iterator[Checked]:
    """Every schema that does not load, and every sample. Samples stand in folders `samples`, or beside the schemas."""
    judge, loaded = functools.cache(schemas.load), functools.cache(describing.load)
    roots: dict[Path, dict[str, Path]] = {}
    for path in sorted(folder.rglob("*.xsd")):
        try:
            judge(path)
            loaded(path)
        except RegixError as error:
            yield Checked(_name(folder, path), False, None, str(error))
            continue
        roots.setdefault(_adapter(path), {}).update(dict.fromkeys(_roots(path), path))
    with_samples = sorted(path for path in folder.rglob("*.xml") if path.parent.name == "samples")
    for sample in with_samples or sorted(path for path in folder.rglob("*.xml") if _adapter(path) in roots):
        yield _check(_name(folder, sample), sample, roots.get(_adapter(sample), {}), judge, loaded)


def _check(
    name: str,
    sample: Path,
    roots: dict[str, Path],
    judge: Callable[[Path], etree.XMLSchema],
    loaded: Callable[[Path], Any],
) -> Checked:
    try:
        message = etree.parse(sample, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (etree.XMLSyntaxError, OSError):
        return Checked(name, False, False, "not well-formed")
    path = roots.get(str(message.tag))
    if path is None:
        return Checked(name, False, False, f"no schema for {message.tag}")
    wrong = schemas.faults(judge(path), message)
    try:
        description = describing.describe_one(loaded(path), str(message.tag))
        again = mapping.to_xml(description, "request", mapping.to_python(description, "request", message))
        place = difference(message, again)
        wrong += schemas.faults(judge(path), again) if not wrong and not place else []
    except RegixError as error:
        place = type(error).__name__
    return Checked(name, not wrong, not place, "; ".join([*wrong[:2], *([f"differs at {place}"] if place else [])]))


def difference(one: Element, other: Element, path: str = "") -> str:
    """The place of the first difference, "" for none. White space between elements and the order of attributes do not
    count; the prefix of a name does not, but that of an `xsi:type` must lead to the same namespace."""
    path = f"{path}/{etree.QName(one).localname}"
    parts, others = children(one), children(other)
    if one.tag != other.tag or dict(one.attrib) != dict(other.attrib) or len(parts) != len(others):
        return path
    for name, value in one.attrib.items():
        prefix = str(value).partition(":")[0] if str(name).endswith("}type") and ":" in str(value) else None
        if prefix and one.nsmap.get(prefix) != other.nsmap.get(prefix):
            return f"{path}/@{name}"
    if not parts and (one.text or "") != (other.text or ""):
        return path
    return next((found for pair in zip(parts, others, strict=True) if (found := difference(*pair, path))), "")


def _roots(path: Path) -> list[str]:
    schema = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    space = schema.get("targetNamespace")
    names = [element.get("name") for element in schema.findall(SCHEMA_ELEMENT)]
    return [f"{{{space}}}{name}" if space else str(name) for name in names]


def _adapter(path: Path) -> Path:
    return path.parent.parent if path.parent.name in ("xsd", "samples") else path.parent


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
