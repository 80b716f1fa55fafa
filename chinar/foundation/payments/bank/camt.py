"""camt.053 (ISO 20022, Bank to Customer Statement), versions 02 to 13: read, not validated. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from chinar.foundation.payments.bank.statement import MOST_LINES, Line, WrongStatement

_ROOT = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:camt\.053\.001\.\d\d\}Document")
_BOOKED = ("BOOK", "")


def read(content: bytes) -> list[Line]:
    """Booked entries, one line for each transaction in them. Raises WrongStatement."""
    root = _parsed(content)
    if not _ROOT.fullmatch(str(root.tag)):
        raise WrongStatement("not_camt")
    lines: list[Line] = []
    for statement in _all(root, "BkToCstmrStmt/Stmt"):
        iban = _text(statement, "Acct/Id/IBAN").replace(" ", "").upper()
        for entry in _all(statement, "Ntry"):
            for line in _of_entry(entry, iban, len(lines) + 1):
                lines.append(line)
                if len(lines) > MOST_LINES:
                    raise WrongStatement("too_many")
    return lines


def _parsed(content: bytes) -> Any:
    """No entities, no network, no document type: what tries them is no statement."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise WrongStatement("not_xml") from error
    if root is None or root.getroottree().docinfo.doctype:
        raise WrongStatement("not_xml")
    return root


def _of_entry(entry: Any, iban: str, position: int) -> Iterator[Line]:
    status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
    if status not in _BOOKED:
        return  # pending: the bank has not decided yet
    parts = list(_all(entry, "NtryDtls/TxDtls"))
    for number, part in enumerate(parts if len(parts) > 1 else [parts[0] if parts else None]):
        yield _line(entry, part, iban, position + number, is_one_of_many=len(parts) > 1)


def _line(entry: Any, part: Any, iban: str, position: int, *, is_one_of_many: bool) -> Line:
    amount, wrong = _first(entry, "Amt"), ""
    if is_one_of_many:
        own = _first(part, "Amt")
        amount = own if own is not None else _first(part, "AmtDtls/TxAmt/Amt")
    cents = _cents(amount)
    booked_on = _day(_text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm")[:10])
    if cents is None or booked_on is None:
        cents, wrong = cents or 0, "unreadable"
    if _text(entry, "CdtDbtInd") == "DBIT":
        cents = -cents
    number = _text(part, "Refs/AcctSvcrRef") or _text(entry, "AcctSvcrRef")
    return Line(
        position,
        booked_on,
        cents,
        amount.get("Ccy", "") if amount is not None else "",
        ground=_ground(part),
        payer=_text(part, "RltdPties/Dbtr/Nm") or _text(part, "RltdPties/Dbtr/Pty/Nm"),
        bank_number=f"{number}/{position}"[:80] if number and is_one_of_many else number[:80],
        iban=iban,
        is_reversal=_text(entry, "RvslInd") == "true",
        wrong=wrong,
    )


def _ground(part: Any) -> str:
    """What the payer wrote, and a structured reference if the bank has one."""
    written = [element.text or "" for element in _all(part, "RmtInf/Ustrd")]
    return " ".join([*written, _text(part, "RmtInf/Strd/CdtrRefInf/Ref")]).strip()[:1000]


def _cents(amount: Any) -> int | None:
    try:
        cents = Decimal((amount.text or "").strip()) * 100 if amount is not None else None
    except InvalidOperation:
        return None
    if cents is None or not cents.is_finite() or cents != cents.to_integral_value() or not 0 <= cents < 10**11:
        return None
    return int(cents)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _all(element: Any, path: str) -> list[Any]:
    """By local names, so that every version of the schema is read alike."""
    found = [element] if element is not None else []
    for name in path.split("/"):
        found = [child for one in found for child in one.iterchildren("{*}" + name)]
    return found


def _first(element: Any, path: str) -> Any:
    return next(iter(_all(element, path)), None)


def _text(element: Any, path: str) -> str:
    found = _first(element, path)
    return (found.text or "").strip() if found is not None else ""
