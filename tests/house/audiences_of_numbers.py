"""The addresses of the records system and of filings that were not acknowledged."""

from typing import Any

from tests.house.address import Address


def filing(cast: Any) -> dict[str, Any]:
    from chinar.domain.cases.models import RefusedFiling

    return {"pk": RefusedFiling.objects.earliest("pk").pk}


NUMBERS: dict[str, Address] = {
    "cases:numbering": Address("numbering.set"),
    "cases:test_numbering": Address("numbering.set", posts=True),
    "cases:filings": Address("filings.refuse"),
    "cases:refuse_filing": Address("filings.refuse"),
    "cases:filing_paper": Address("filings.refuse", filing),
}
