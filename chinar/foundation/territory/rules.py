"""Pure decisions about codes and names of places."""

import re
from collections.abc import Collection

# First segments of addresses that belong to the installation; no municipality may take one as its own.
RESERVED_SLUGS = ("accounts", "api", "bg", "desk", "en", "healthz", "media", "static")
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")

_EKATTE = re.compile(r"[0-9]{5}\Z")
_LETTERS = dict(zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True))
_LETTERS |= {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya"}
_WORD = re.compile(r"\w+")


def is_ekatte(code: str) -> bool:
    """Whether five digits are a code of the classifier of settlements.

    The last one is the sum of the others with weights 1-4, modulo 11; when that is 10, with weights 3-6; when that is
    10 too, 0 (the same way as in ЕИК). All 5,256 codes of the edition of 15.05.2026 obey.
    """
    if not _EKATTE.match(code):
        return False
    digits = [int(digit) for digit in code]
    for first in (1, 3):
        rest = sum(weight * digit for weight, digit in enumerate(digits[:4], start=first)) % 11
        if rest < 10:
            return rest == digits[4]
    return digits[4] == 0


def transliterate(name: str) -> str:
    """A Bulgarian name in Latin letters (Закон за транслитерацията чл. 4-6); capitals stay where they were."""
    return _WORD.sub(lambda word: _latin_word(word[0]), name)


def slug_for(name_en: str, district: str, taken: Collection[str]) -> str:
    """The first address segment of a municipality: its Latin name, with the district's code where that is taken.

    Raises ValueError when both are taken or reserved.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", name_en.lower()).strip("-")
    for slug in (plain, f"{plain}-{district.lower()}"):
        if SLUG.match(slug) and slug not in taken and slug not in RESERVED_SLUGS:
            return slug
    raise ValueError(f"no free address for {name_en} ({district})")


def repeated(names: Collection[str]) -> set[str]:
    """Names borne by more than one."""
    seen: set[str] = set()
    return {name for name in names if name in seen or seen.add(name)}  # type: ignore[func-returns-value]


def _latin_word(word: str) -> str:
    lower = word.lower()
    if lower == "българия":
        return "BULGARIA" if word.isupper() else "Bulgaria"
    stem, end = (word[:-2], word[-2:]) if lower.endswith("ия") else (word, "")
    latin = [_latin_letter(letter, word) for letter in stem]
    latin += [{"и": "i", "я": "a", "И": "I", "Я": "A"}[letter] for letter in end]
    return "".join(latin)


def _latin_letter(letter: str, word: str) -> str:
    latin = _LETTERS.get(letter.lower(), letter.lower())
    if letter.islower():
        return latin
    return latin.upper() if len(word) > 1 and word.isupper() else latin[:1].upper() + latin[1:]
