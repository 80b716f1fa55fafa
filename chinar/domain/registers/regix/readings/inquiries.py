"""RegiX itself: who asked registers about a person. Its log of queries is of the State e-Government operator."""

from dataclasses import dataclass
from datetime import datetime

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.readings.reading import each, moment, named, number, of


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One query: its call number, when it was made, which report, on what ground, by which system of which
    administration, to which register of whom."""

    call_number: str
    at: datetime | None
    report: str
    ground: str
    system: str
    administration: str
    register: str
    holder: str


@dataclass(frozen=True, slots=True)
class Inquiries:
    """SearchByIdentifier. `total` may be more than are listed, of which there are `most` at most."""

    total: int
    most: int
    listed: tuple[Inquiry, ...]


def inquiries(answer: Answer) -> Inquiries:
    content = of(answer, "SearchByIdentifier")
    listed = tuple(
        Inquiry(
            **named(
                one,
                call_number="ApiServiceCallID",
                report="ReportName",
                ground="LawReason",
                system="Consumer",
                administration="ConsumerAdministration",
                register="Producer",
                holder="ProducerAdministration",
            ),
            at=moment(one, "StartTime"),
        )
        for one in each(content, "ExecutedCalls")
    )
    total, most = number(content, "TotalResults"), number(content, "MaxAllowedResults")
    return Inquiries(int(total or 0), int(most or 0), listed)
