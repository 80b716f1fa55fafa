"""The unique text on a bank transfer: a creditor reference (ISO 11649) that any bank and any eye can check. Pure."""

import re

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

_LOOK_ALIKE = str.maketrans("РФТ", "RFT")
"""People type it on a Bulgarian keyboard."""
_DIGITS = 9
_FOUND = re.compile(rf"RF ?\d ?\d ?T(?: ?\d){{{_DIGITS}}}")
_LENGTH = len("RF00T") + _DIGITS


def reference_of(charge: int) -> str:
    """`RF69T000001234` for the charge of this id."""
    body = f"T{charge:0{_DIGITS}d}"
    return f"RF{mod_97_10.calc_check_digits(f'{body}RF')}{body}"


def grouped(reference: str) -> str:
    """In fours, for paper and screen."""
    return " ".join(reference[start : start + 4] for start in range(0, len(reference), 4))


def references_in(text: str) -> list[int]:
    """Ids of the charges whose references a text holds, each once, in their order; a mistyped one is none."""
    plain = re.sub(r"[^0-9A-ZА-Я]+", " ", text.upper()).translate(_LOOK_ALIKE)
    found = (charge_of(match[0]) for match in _FOUND.finditer(plain))
    return list(dict.fromkeys(pk for pk in found if pk is not None))


def charge_of(typed: str) -> int | None:
    """The id in one reference, as people type it; None when it is none or its check digits are wrong."""
    plain = re.sub(r"[^0-9A-ZА-Я]", "", typed.upper()).translate(_LOOK_ALIKE)
    is_one = len(plain) == _LENGTH and plain.isascii() and iso11649.is_valid(plain) and plain[4] == "T"
    return int(plain[5:]) if is_one and plain[5:].isdecimal() else None
