"""Numbers by which the state knows people and organisations, checked without asking anybody. Pure: no Django.

ЕГН: Закон за гражданската регистрация чл. 11; ЛНЧ of a foreigner: ЗГР чл. 11 ал. 1 т. 2 and ЗЧРБ;
ЕИК: Закон за търговския регистър и регистъра на ЮЛНЦ чл. 23, branches with four more digits.
CNP is the Romanian one. Another country brings its own entries in COUNTRIES; nothing else here or above asks which
country it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.bg import egn as _egn
from stdnum.bg import pnf as _lnch
from stdnum.bg import vat as _eik
from stdnum.exceptions import InvalidComponent
from stdnum.ro import cnp as _cnp

_SEPARATORS = re.compile(r"[\s.\-‐‑‒–—]+")
_DIGITS = re.compile(r"[0-9]+\Z")
BULLET = "•"
SHOWN = 2


class Fault(StrEnum):
    """What is wrong with a number, in the order in which a person would look for it."""

    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    DATE = "date"
    CHECK_DIGIT = "check_digit"


def clean(value: str) -> str:
    """The number without blanks, dots and dashes, in capitals: as it is compared and kept."""
    return _SEPARATORS.sub("", value).upper()


def egn_fault(value: str) -> Fault | None:
    """Months stand as they are for the 1900s, with 20 added for the 1800s and 40 for the 2000s."""
    if fault := _form_fault(value, 10):
        return fault
    try:
        _egn.get_birth_date(value)
    except InvalidComponent:
        return Fault.DATE
    return None if _egn.calc_check_digit(value[:-1]) == value[-1] else Fault.CHECK_DIGIT


def lnch_fault(value: str) -> Fault | None:
    if fault := _form_fault(value, 10):
        return fault
    return None if _lnch.calc_check_digit(value[:-1]) == value[-1] else Fault.CHECK_DIGIT


def cnp_fault(value: str) -> Fault | None:
    """Of a person in Romania (Legea nr. 105/1996): 3 and 4 begin the numbers of those born in the 1800s."""
    if fault := _form_fault(value, 13):
        return fault
    if value[0] == "0":
        return Fault.DATE
    try:
        _cnp.get_birth_date(value)
    except InvalidComponent:
        return Fault.DATE
    return None if _cnp.calc_check_digit(value[:-1]) == value[-1] else Fault.CHECK_DIGIT


def eik_fault(value: str) -> Fault | None:
    """Nine digits, or thirteen for a branch, whose first nine are the number of the whole."""
    if fault := _form_fault(value, 9, 13):
        return fault
    if _eik.calc_check_digit_legal(value[:8]) != value[8]:
        return Fault.CHECK_DIGIT
    return None if len(value) == 9 or _branch_digit(value) == value[12] else Fault.CHECK_DIGIT


def is_egn(value: str) -> bool:
    return egn_fault(value) is None


def is_cnp(value: str) -> bool:
    return cnp_fault(value) is None


def cnp_birth_date(value: str) -> date:
    """Raises ValueError when the number is no CNP."""
    if fault := cnp_fault(value):
        raise ValueError(f"not a CNP: {fault}")
    return _cnp.get_birth_date(value)  # type: ignore[no-any-return]


def is_lnch(value: str) -> bool:
    return lnch_fault(value) is None


def is_eik(value: str) -> bool:
    """Not the ten digits by which a person is entered in БУЛСТАТ: those are personal data."""
    return eik_fault(value) is None


def egn_birth_date(value: str) -> date:
    """Raises ValueError when the number is no EGN."""
    if fault := egn_fault(value):
        raise ValueError(f"not an EGN: {fault}")
    return _egn.get_birth_date(value)  # type: ignore[no-any-return]


def egn_is_of_woman(value: str) -> bool:
    """The ninth digit is even for men, odd for women (ЗГР чл. 11). Raises ValueError when the number is no EGN."""
    if fault := egn_fault(value):
        raise ValueError(f"not an EGN: {fault}")
    return int(value[8]) % 2 == 1


def mask(value: str) -> str:
    """`7523169263` as `••••••••63`.

    The last two digits let an official tell namesakes apart. The first six are the birth date; the last four with
    a birth date that neighbours know would be the whole number; two leave about ten candidates even to them.
    """
    hidden = len(value) - SHOWN
    return BULLET * hidden + value[hidden:] if hidden > SHOWN else BULLET * len(value)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A kind of number: who bears it, how it is checked, and whether it tells the birth date."""

    code: str
    holder: str  # "person" or "organisation"
    fault: Callable[[str], Fault | None]
    birth_date: Callable[[str], date] | None = None


COUNTRIES: dict[str, tuple[Identifier, ...]] = {
    "BG": (
        Identifier("egn", "person", egn_fault, egn_birth_date),
        Identifier("lnch", "person", lnch_fault),
        Identifier("eik", "organisation", eik_fault),
    ),
    "RO": (Identifier("cnp", "person", cnp_fault, cnp_birth_date),),
}


def identifier(code: str, country: str = "BG") -> Identifier | None:
    """The kind of that code, or None for numbers that nobody can check (a foreign passport)."""
    return next((kind for kind in COUNTRIES[country] if kind.code == code), None)


def _form_fault(value: str, *lengths: int) -> Fault | None:
    if not _DIGITS.match(value):
        return Fault.NOT_DIGITS if value else Fault.LENGTH
    return None if len(value) in lengths else Fault.LENGTH


def _branch_digit(value: str) -> str:
    """Check digit of a branch over digits 9 to 12."""
    digits = [int(digit) for digit in value[8:12]]
    for weights in ((2, 7, 3, 5), (4, 9, 5, 7)):
        rest = sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11
        if rest < 10:
            return str(rest)
    return "0"
