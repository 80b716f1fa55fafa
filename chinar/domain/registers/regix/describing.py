"""Makes descriptions from official schemas, with the library xmlschema, which only this file uses."""

from pathlib import Path
from typing import Any

from lxml import etree

from chinar.domain.registers.regix.catalogue import Operation
from chinar.domain.registers.regix.description import DATE, FLAG, GROUP, MOMENT, NUMBER, TEXT, Description, Field, Type
from chinar.domain.registers.regix.errors import WrongQuestion

_METADATA = "{http://egov.bg/RegiX/RegiXClientMetadata}"
_KINDS = {
    "date": DATE,
    "dateTime": MOMENT,
    "boolean": FLAG,
    **dict.fromkeys(("decimal", "float", "double"), NUMBER),
}
_UNMARKED = {
    "BulletinSearch": "EGN",
    "FarmerDetailsSearch": "Parameter",
    "GetActualStateV3": "UIC",
    "GetChildStudentStatus": "ChildIdentifier",
    "GetPersonWithDisabilitiesSocialBenefitsList": "RIdentificator",
    "GetStateOfPlay": "UIC",
    "GetTotaRegBarRestaurantCategoryByEIK": "EIK",
    "GetValidUICInfo": "UIC",
}
"""The field that names the person or company where the operator's description of the form does not say so."""


class NoSchema(WrongQuestion):
    """The folder has no schema for the operation, or one that cannot be loaded."""


def describe(operation: Operation, request: Path, response: Path, metadata: Path | None = None) -> Description:
    """Raises NoSchema where a schema cannot be read or has no such root."""
    types: list[Type] = []
    roots = []
    for path, name in ((request, operation.request_root), (response, operation.response_root)):
        schema = load(path)
        element = schema.maps.elements.get(name) if name else _only_root(schema)
        if element is None:
            raise NoSchema(f"{path.name} has no element {name or 'at its root'}.")
        roots.append(_Walk(types).field(element))
    identifier = _identifier(metadata) or _UNMARKED.get(operation.name, "")
    return Description(operation.string, identifier, roots[0], roots[1], tuple(types))


def describe_one(schema: Any, root: str) -> Description:
    """Of one document, for whoever has no operation around it. `schema` is what `load` gave. Raises NoSchema."""
    element = schema.maps.elements.get(root)
    if element is None:
        raise NoSchema(f"The schema has no element {root}.")
    types: list[Type] = []
    field = _Walk(types).field(element)
    return Description("", "", field, field, tuple(types))


def load(path: Path) -> Any:
    # 16 MiB of each process, which only an installation with official schemas needs, and there only this function.
    import xmlschema

    try:
        # libxml2 has judged the schema (schemas.load): to judge it again here would take most of the time.
        return xmlschema.XMLSchema(path, allow="local", defuse="always", validation="skip")
    except (xmlschema.XMLSchemaException, xmlschema.XMLResourceError, OSError, SyntaxError) as error:
        raise NoSchema(f"{path.name}: {error}") from error


def _only_root(schema: Any) -> Any:
    own = list(schema.elements.values())
    return own[0] if len(own) == 1 else None


class _Walk:
    """Types are numbered in the order in which they are met; one that contains itself is met once."""

    def __init__(self, types: list[Type]) -> None:
        self._types, self._seen = types, dict[int, int]()
        self._kept: list[Any] = []  # an id is only good while its object lives

    def field(self, element: Any, *, required: bool = True, many: bool = False) -> Field:
        kind, index = self._shape(element.type)
        return Field(element.name, kind, index, required, many)

    def _shape(self, kind: Any) -> tuple[str, int | None]:
        if kind is None or kind.name == "{http://www.w3.org/2001/XMLSchema}anyType":
            return TEXT, None
        if not kind.is_complex():
            return _kind(kind), None
        if id(kind) in self._seen:
            return (_kind(kind.content) if kind.has_simple_content() else GROUP), self._seen[id(kind)]
        index = self._seen[id(kind)] = len(self._types)
        self._kept.append(kind)
        self._types.append(Type())
        attributes = tuple(str(name) for name in kind.attributes if name)
        if kind.has_simple_content():
            self._types[index] = Type((), attributes)
            return _kind(kind.content), index
        fields = tuple(self._fields(kind.content, required=True, many=False))
        self._types[index] = Type(fields, attributes, {field.name: field for field in fields})
        return GROUP, index

    def _fields(self, group: Any, *, required: bool, many: bool) -> Any:
        needed = required and group.min_occurs != 0 and group.model != "choice"
        several = many or group.max_occurs != 1
        seen = set()
        for part in group:
            if part.max_occurs == 0:
                continue
            if hasattr(part, "model"):
                found = self._fields(part, required=needed, many=several)
            elif getattr(part, "name", None):
                found = [
                    self.field(part, required=needed and part.min_occurs != 0, many=several or part.max_occurs != 1)
                ]
            else:
                found = []  # a wildcard: whatever stands there is kept under its whole name
            for field in found:
                if field.name not in seen:
                    seen.add(field.name)
                    yield field


def _kind(kind: Any) -> str:
    primitive = getattr(kind, "primitive_type", None)
    name = (getattr(primitive, "name", None) or "").rpartition("}")[2]
    return _KINDS.get(name, TEXT)


def _identifier(metadata: Path | None) -> str:
    """The field that names the person or company, by the operator's own description of the form. The kind of number
    is marked in the same way there; it is told by its choices."""
    if metadata is None or not metadata.is_file():
        return ""
    tree = etree.parse(metadata, etree.XMLParser(resolve_entities=False, no_network=True))
    for info in tree.iter(f"{_METADATA}ParameterInfo"):
        is_choice = info.find(f"{_METADATA}ParameterType/{_METADATA}EnumValues/{_METADATA}EnumValue") is not None
        if not is_choice and (info.findtext(f"{_METADATA}IdentifierType") or "0").strip() not in ("", "0"):
            return (info.findtext(f"{_METADATA}ParameterName") or "").strip()
    return ""
