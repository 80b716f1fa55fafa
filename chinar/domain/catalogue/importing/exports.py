"""The catalogue as a file: one row per service, with all that the three known shapes of list hold."""

import csv
import re
from collections.abc import Iterator
from typing import TextIO

from chinar.domain.catalogue.models import ServiceVersion

COLUMNS = (
    "code", "unified_number", "name", "group", "department", "legal_basis", "documents",
    "term_ordinary", "fee_ordinary", "fee_eur_ordinary", "term_fast", "fee_fast", "fee_eur_fast",
    "term_express", "fee_express", "fee_eur_express", "fee_note", "e_level", "assurance", "event", "audience",
    "file_by", "receive_by", "pay_by", "shared", "shared_version", "source", "printed",
)  # fmt: skip


def write(file: TextIO) -> int:
    """Writes the published services of the municipality in scope; how many."""
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    count = 0
    for row in rows():
        writer.writerow({column: _plain(row[column]) for column in COLUMNS})
        count += 1
    return count


def rows() -> Iterator[dict[str, str]]:
    """Two queries however many services there are."""
    beside = ("service__department", "shared_version__description")
    versions = ServiceVersion.objects.published_rows().select_related(*beside).order_by("service__code")
    for version in versions.prefetch_related("speeds"):
        shared = version.shared_version
        row = {
            "code": version.service.code,
            "unified_number": version.service.unified_number,
            "name": version.name,
            "group": version.group,
            "department": version.service.department.code,
            "legal_basis": version.legal_basis,
            "documents": version.what_you_bring,
            "fee_note": version.fee_note,
            "e_level": version.e_level,
            "assurance": version.assurance,
            "event": version.event,
            "audience": version.audience,
            "file_by": version.file_by,
            "receive_by": version.receive_by,
            "pay_by": version.pay_by,
            "shared": shared.description.code if shared else "",
            "shared_version": str(shared.number) if shared else "",
            "source": version.source,
            "printed": version.printed,
        }
        for speed in version.speeds.all():
            row[f"term_{speed.kind}"] = speed.term
            row[f"fee_{speed.kind}"] = speed.fee
            row[f"fee_eur_{speed.kind}"] = "" if speed.fee_cents is None else f"{speed.fee_cents / 100:.2f}"
        yield {column: row.get(column, "") for column in COLUMNS}


def _plain(value: str) -> str:
    """A cell that a spreadsheet would take for a formula stays text."""
    return f"'{value}" if re.match(r"[=+\-@\t\r]", value) else value
