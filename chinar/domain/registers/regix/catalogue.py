"""The operations of RegiX, as data: `data/catalogue.csv`, one line each, made by `describing.py` from the list that the
operator publishes. Nothing in it can be computed: the root of a question is seldom named like its operation."""

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

from chinar.domain.registers.regix.errors import WrongQuestion

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Operation:
    """One report of one register. Roots are `{namespace}name` and empty where nobody has seen one."""

    name: str
    adapter: str
    string: str
    """As it goes over the wire."""
    request_schema: str
    response_schema: str
    request_root: str
    response_root: str

    @property
    def sends(self) -> bool:
        """It hands something over instead of asking, so it is never repeated by itself."""
        return self.name.startswith("Send")

    def root(self, side: str) -> str:
        return self.request_root if side == "request" else self.response_root


class Catalogue:
    """Finds an operation by its whole string, by `Adapter.Name`, or by its name alone where only one bears it."""

    def __init__(self, operations: tuple[Operation, ...]) -> None:
        self.operations = operations
        self._found: dict[str, list[Operation]] = {}
        for operation in operations:
            short = operation.adapter.removeprefix("RegiX.").removesuffix("Adapter")
            for key in {operation.string, operation.name, f"{short}.{operation.name}"}:
                self._found.setdefault(key, []).append(operation)

    def find(self, name: str) -> Operation:
        """Raises WrongQuestion, with the choices where several bear the name."""
        found = self._found.get(name.strip(), [])
        if len(found) == 1:
            return found[0]
        if not found:
            raise WrongQuestion(f"No operation is called {name}.")
        raise WrongQuestion(f"Several are called {name}: {', '.join(sorted(each.string for each in found))}.")


@functools.cache
def shipped() -> Catalogue:
    """The catalogue that comes with this client."""
    with (DATA / "catalogue.csv").open(encoding="utf-8", newline="") as table:
        return Catalogue(tuple(Operation(**line) for line in csv.DictReader(table)))
