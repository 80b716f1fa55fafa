"""A folder of official schemas, for all that is not described in this package and for the proof of what is.

It holds a folder for each adapter, with the schemas in `xsd/` or directly. libxml2 judges what is valid.
"""

import functools
from pathlib import Path

from lxml import etree

from chinar.domain.registers.regix import describing
from chinar.domain.registers.regix.catalogue import Operation
from chinar.domain.registers.regix.describing import NoSchema
from chinar.domain.registers.regix.description import Description
from chinar.domain.registers.regix.xml import Element


class Schemas:
    """Loads each schema once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._judge = functools.cache(load)
        self.description = functools.cache(self._describe)

    def file(self, operation: Operation, side: str) -> Path:
        """`side` is request or response."""
        name = operation.request_schema if side == "request" else operation.response_schema
        for place in (self.folder / operation.adapter / "xsd", self.folder / operation.adapter):
            if name and (place / name).is_file():
                return place / name
        raise NoSchema(f"No schema {operation.adapter}/{name or '?'} in {self.folder}.")

    def faults(self, operation: Operation, side: str, message: Element) -> list[str]:
        """What is wrong with a message; empty when it is valid. Lines and kinds, never values."""
        return faults(self._judge(self.file(operation, side)), message)

    def _describe(self, operation: Operation) -> Description:
        metadata = self.folder / operation.adapter / "metadata" / f"{operation.name}.xml"
        return describing.describe(
            operation, self.file(operation, "request"), self.file(operation, "response"), metadata
        )


def load(path: Path) -> etree.XMLSchema:
    """Raises NoSchema."""
    try:
        return etree.XMLSchema(etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)))
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError, OSError) as error:
        raise NoSchema(f"{path.name}: {error}") from error


def faults(judge: etree.XMLSchema, message: Element) -> list[str]:
    if judge.validate(message):
        return []
    return [f"line {error.line}: {error.type_name}" for error in judge.error_log]
