"""XML from outside is read by these rules and no others: no entities, no network, a limit on size and on markup.

libxml2's own guards are switched off because they refuse a scanned diploma; what they guard against is refused here,
before parsing: a document type (the home of entities), other encodings than UTF-8 (which could hide one), more markup
than fits the memory that we are ready to give.
"""

import re
from typing import Any, TypeAlias

from lxml import etree

from chinar.domain.registers.regix.errors import BadAnswer

MOST_BYTES = 30 * 1024 * 1024
MOST_MARKUP = 600_000
"""Tags and attributes together: about 150 MiB in memory."""
_BOM = b"\xef\xbb\xbf"
_DECLARATION = re.compile(rb"<\?xml\s[^>]*?\?>")
_ENCODING = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_PROLOG = re.compile(rb"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)

Element: TypeAlias = Any
"""An lxml element; the library has no types."""


def parse(raw: bytes, *, most_bytes: int = MOST_BYTES) -> Element:
    """The root of a message. Raises BadAnswer."""
    if len(raw) > most_bytes:
        raise BadAnswer(f"More than {most_bytes} bytes.")
    if raw.count(b"<") + raw.count(b"=") > MOST_MARKUP:
        raise BadAnswer("More markup than is read.")
    _refuse_what_hides(raw)
    try:
        return etree.fromstring(raw, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        # Only where: what stands there may be personal data.
        where = getattr(error, "position", None)
        raise BadAnswer(f"Not well-formed XML at {where}.") from None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def _refuse_what_hides(raw: bytes) -> None:
    start = len(_BOM) if raw.startswith(_BOM) else 0
    declaration = _DECLARATION.match(raw, start)
    if declaration:
        encoding = _ENCODING.search(declaration.group())
        if encoding and encoding.group(1).upper() != b"UTF-8":
            raise BadAnswer("Not UTF-8.")
        start = declaration.end()
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        raise BadAnswer("Not UTF-8.") from None
    while step := _PROLOG.match(raw, start):
        start = step.end()
    if raw[start : start + 2] == b"<!":
        raise BadAnswer("A document type is not read.")


def alone(element: Element) -> Element:
    """The element as the root of a document of its own, with the namespaces that it stood in.

    lxml canonicalises an element inside a larger tree with false `xmlns=""`; written out and read again it does not.
    """
    # As UTF-8: names of elements can hold other letters too, and in ASCII those cannot be written.
    return etree.fromstring(etree.tostring(element, with_tail=False, encoding="utf-8"), _parser())


def to_insert(element: Element) -> Element:
    """The element, alone, ready to stand inside a message with a default namespace. One in no namespace must say
    `xmlns=""` there, or it changes its name; lxml writes that only where it has read it."""
    made = alone(element)
    if str(made.tag).startswith("{") or None in made.nsmap:
        return made
    raw = bytes(etree.tostring(made, encoding="utf-8"))
    end = 1 + len(str(made.tag).encode())
    return etree.fromstring(b'<in xmlns="urn:in">' + raw[:end] + b' xmlns=""' + raw[end:] + b"</in>", _parser())[0]


def canonical(element: Element) -> bytes:
    """Inclusive C14N without comments, of the element as it stands alone."""
    return bytes(etree.tostring(alone(element), method="c14n", exclusive=False, with_comments=False))


def text(element: Element | None) -> str:
    """The text of a leaf; "" where it is absent or nil."""
    return "" if element is None else (element.text or "").strip()


def children(element: Element) -> list[Element]:
    """Elements only, without comments and processing instructions."""
    return [child for child in element if isinstance(child.tag, str)]


def only(parent: Element, tag: str) -> Element | None:
    """The child of that name, or None. Raises BadAnswer where there are two: one of them could be a forgery."""
    found = parent.findall(tag)
    if len(found) > 1:
        raise BadAnswer(f"{etree.QName(tag).localname} stands twice.")
    return found[0] if found else None


def local(element: Element) -> str:
    return str(etree.QName(element).localname)
