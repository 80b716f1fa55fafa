"""Codes that people type from paper: 16 signs of 32, in groups of four, 80 bits.

The alphabet (Crockford's) has no I, L, O and U, so that nothing looks like 1 or 0. A code may be typed in small
letters, with other or no separators, and with the Cyrillic letters that look the same.
"""

from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
_BITS = 5
_look_alikes = str.maketrans("ILOАВЕКМНОРСТУХЗІЈ", "110ABEKMH0PCTYX31J")
_separators = str.maketrans("", "", " \t\r\n-–—‑._/\u00a0\u200b")


def draw(randbytes: Callable[[int], bytes]) -> str:
    """A new code as it is stored, without groups. `randbytes` is a source of unforeseeable bytes (os.urandom)."""
    return spelled(int.from_bytes(randbytes(LENGTH * _BITS // 8), "big"))


def spelled(number: int, length: int = LENGTH) -> str:
    """The lowest bits of a number in so many signs; shorter than a code of ours where less hangs on it."""
    return "".join(ALPHABET[number >> _BITS * place & 31] for place in reversed(range(length)))


def format_code(code: str) -> str:
    """`7KQ2M9XD4TRB0HWE` as `7KQ2-M9XD-4TRB-0HWE`, for paper and screen."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalise(typed: str, length: int = LENGTH) -> str:
    """The stored form of what somebody typed, or "" when it cannot be a code of that length."""
    code = typed.translate(_separators).upper().translate(_look_alikes)
    return code if len(code) == length and set(code) <= set(ALPHABET) else ""
