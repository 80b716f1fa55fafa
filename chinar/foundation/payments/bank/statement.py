"""A bank statement as values, whatever file it came in. Pure."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

LARGEST_FILE = 5_000_000
MOST_LINES = 20_000


class WrongStatement(ValueError):
    """The file cannot be read; `code` says why, `line` where, if that is known."""

    def __init__(self, code: str, line: int | None = None) -> None:
        super().__init__(code)
        self.code, self.line = code, line


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. `cents` is less than nothing for money that went; `wrong` is the code of what could not be read."""

    position: int
    booked_on: date | None
    cents: int
    currency: str
    ground: str = ""
    payer: str = ""
    bank_number: str = ""
    iban: str = ""
    """Of the account that the statement is of; "" where the file does not say."""
    is_reversal: bool = False
    wrong: str = ""


def fingerprint(account: str, line: Line, occurrence: int) -> str:
    """The same transfer gets the same one from any file: by the bank's own number, or, where it gives none, by day,
    amount and words, the second equal one of a day being another."""
    own = (line.bank_number,) if line.bank_number else (line.ground, line.payer, str(occurrence))
    parts = (account, str(line.booked_on), str(line.cents), *own)
    return sha256("\x1f".join(parts).encode()).hexdigest()
