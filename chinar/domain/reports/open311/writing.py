"""Answers of GeoReport v2 in JSON and in XML: the same names in both (wiki.open311.org, GeoReport v2)."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from lxml import etree

Value: TypeAlias = "str | bool | int | float | Mapping[str, Value] | Sequence[Value] | None"
MEDIA_TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
# A list is named by its plural; each of its items by this.
ITEMS = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(name: str, value: Value, form: str) -> bytes:
    """The document called `name`; in JSON the name is not written."""
    if form == "json":
        return json.dumps(value, ensure_ascii=False).encode()
    root = etree.Element(name)
    _fill(root, name, value)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _fill(element: etree._Element, name: str, value: Value) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _fill(etree.SubElement(element, key), key, inner)
    elif isinstance(value, str):
        element.text = _FORBIDDEN.sub("", value)
    elif isinstance(value, bool):
        element.text = str(value).lower()
    elif isinstance(value, Sequence):
        for inner in value:
            item = ITEMS[name]
            _fill(etree.SubElement(element, item), item, inner)
    elif value is not None:
        element.text = str(value)
