"""Messages of registers to plain Python and back, by a description.

A group is a dictionary by local names, an element that may stand several times is a list, a leaf is its text, nil is
None. An element with attributes is a dictionary with "@name" and, for its text, "$". What a description does not know
is kept under its whole `{namespace}name`: a register that adds a field breaks nothing. Text stays text: a company
number keeps its zeros. `xsi:type` is kept with its prefix.
"""

from collections.abc import Mapping
from typing import Any

from lxml import etree

from chinar.domain.registers.regix import xml
from chinar.domain.registers.regix.description import GROUP, Description, Field, plain
from chinar.domain.registers.regix.envelope import is_nil
from chinar.domain.registers.regix.errors import BadAnswer, WrongQuestion
from chinar.domain.registers.regix.names import XSD, XSI
from chinar.domain.registers.regix.xml import Element

DEEPEST = 60
_NIL = f"{{{XSI}}}nil"
Content = dict[str, Any]


def to_python(description: Description, side: str, message: Element) -> Content:
    """Raises BadAnswer when the root is another one, or the message is nested without end."""
    root = description.root(side)
    if message.tag != root.name:
        raise BadAnswer(f"The document is {xml.local(message)}, not {root.local}.")
    content = _read(description, root, message, 0)
    return content if isinstance(content, dict) else {"$": content}


def _read(description: Description, field: Field | None, element: Element, depth: int) -> Any:
    if depth > DEEPEST:
        raise BadAnswer("Nested deeper than any register does.")
    attributes = {f"@{_short(str(name))}": str(value) for name, value in element.attrib.items() if name != _NIL}
    inside = xml.children(element)
    if not inside and (field is None or field.kind != GROUP):
        value = None if is_nil(element) else element.text or ""
        return {**attributes, "$": value} if attributes else value
    if not inside and is_nil(element):
        return {**attributes, "$": None} if attributes else None
    known = description.parts(field).by_name if field else {}
    found: Content = attributes
    for child in inside:
        part = known.get(str(child.tag))
        value = _read(description, part, child, depth + 1)
        if part and not part.many and part.local not in found:
            found[part.local] = value
        else:
            found.setdefault(part.local if part else str(child.tag), [])
            _append(found, part.local if part else str(child.tag), value)
    return found


def _append(found: Content, key: str, value: Any) -> None:
    if not isinstance(found[key], list):  # said twice where once is allowed: nothing is thrown away
        found[key] = [found[key]]
    found[key].append(value)


def to_xml(description: Description, side: str, content: Mapping[str, Any]) -> Element:
    """Raises WrongQuestion for a field that is unknown, missing or of a wrong form, naming it."""
    root = description.root(side)
    element = etree.Element(root.name, nsmap=_nsmap(root.name))
    _write(description, root, element, content, root.local)
    return element


def _write(description: Description, field: Field | None, element: Element, value: Any, path: str) -> None:
    if value is None:
        element.set(_NIL, "true")
    elif isinstance(value, Mapping):
        _write_attributes(element, value, path)
        if "$" in value:
            _write(description, None, element, value["$"], path)
        else:
            _write_parts(description, field, element, value, path)
    else:
        _write_text(element, value, path)


def _write_parts(
    description: Description, field: Field | None, element: Element, value: Mapping[str, Any], path: str
) -> None:
    parts = description.parts(field).fields if field else ()
    keys = {part.name: _key(value, part) for part in parts}
    unknown = [key for key in value if not key.startswith(("@", "{")) and key not in keys.values()]
    if unknown:
        allowed = ", ".join(part.local for part in parts) or "nothing"
        raise WrongQuestion(f"{path} has no field {', '.join(unknown)}; it has {allowed}.")
    for part in parts:
        if keys[part.name] not in value:
            if part.required:
                raise WrongQuestion(f"{path}.{part.local} is missing.")
            continue
        said = value[keys[part.name]]
        for one in said if isinstance(said, list) else [said]:
            child = etree.SubElement(element, part.name, nsmap=_nsmap(part.name))
            _write(description, part, child, one, f"{path}.{part.local}")
    for name in (key for key in value if key.startswith("{")):
        for one in value[name] if isinstance(value[name], list) else [value[name]]:
            _write(description, None, etree.SubElement(element, name, nsmap=_nsmap(name)), one, f"{path}.{name}")


def _key(value: Mapping[str, Any], part: Field) -> str:
    """A few names hold a letter of another alphabet; whoever writes what one sees means them too."""
    return part.local if part.local in value else plain(part.local)


def _write_text(element: Element, value: Any, path: str) -> None:
    if isinstance(value, bool) or not hasattr(value, "__str__") or isinstance(value, list):
        raise WrongQuestion(f"{path} takes a text.")
    try:
        element.text = str(value)
    except ValueError:
        raise WrongQuestion(f"{path} holds characters that XML cannot carry.") from None


def _write_attributes(element: Element, value: Mapping[str, Any], path: str) -> None:
    for name in (key for key in value if key.startswith("@")):
        try:
            element.set(_long(name.removeprefix("@")), str(value[name]))
        except ValueError:
            raise WrongQuestion(f"{path} has no attribute {name}.") from None


def _short(name: str) -> str:
    return name.replace(f"{{{XSI}}}", "xsi:")


def _long(name: str) -> str:
    return name.replace("xsi:", f"{{{XSI}}}")


def _nsmap(name: str) -> dict[str | None, str]:
    space = name.rpartition("}")[0].removeprefix("{")
    always: dict[str | None, str] = {"xsi": XSI, "xsd": XSD}
    return {None: space, **always} if space else always


def as_text(value: Any) -> str:
    """The text of a leaf, with or without attributes; "" for nil, a group or nothing."""
    if isinstance(value, Mapping):
        value = value.get("$")
    return value.strip() if isinstance(value, str) else ""
