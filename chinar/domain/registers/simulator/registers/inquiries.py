"""Who asked about a person: from the log of the simulator itself, as RegiX answers from its central one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chinar.domain.registers.regix.readings.reading import text
from chinar.domain.registers.simulator.population import Content

NAME = "SearchByIdentifier"
MOST = 50


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the central log: what RegiX tells a person about the questions asked about them."""

    call_id: str
    operation: str
    consumer_oid: str
    context: dict[str, str]
    identifiers: tuple[str, ...]
    at: datetime


def about(log: Iterable[Logged], asked: Content) -> Content:
    """The newest first. Days are compared as the question writes them, without regard to its zone."""
    number = text(asked, "Identifier")
    since, until = text(asked, "DateFrom")[:10], text(asked, "DateTo")[:10] or "9999"
    found = [
        line for line in log if number and number in line.identifiers and since <= line.at.date().isoformat() <= until
    ]
    return {
        "MaxAllowedResults": str(MOST),
        "TotalResults": str(len(found)),
        "ExecutedCalls": [_told(line) for line in reversed(found[-MOST:])],
    }


def _told(line: Logged) -> Content:
    adapter = line.operation.split(".APIService", 1)[0].rpartition(".")[2].removesuffix("Adapter")
    return {
        "ApiServiceCallID": line.call_id,
        "StartTime": line.at.isoformat(timespec="seconds"),
        "ReportName": line.operation.rpartition(".")[2],
        "LawReason": line.context.get("LawReason", ""),
        "Consumer": line.consumer_oid,
        "ConsumerAdministration": line.context.get("AdministrationName", ""),
        "Producer": adapter,
    }
