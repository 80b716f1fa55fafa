"""Pure: what in a text points to a person and must not be read by everybody."""

import re
from enum import StrEnum


class PersonalData(StrEnum):
    """What must not stand in a public text."""

    NUMBER = "number"
    EMAIL = "email"
    TELEPHONE = "telephone"
    PLATE = "plate"


_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-]?\d){9}(?!\d)")
# Begins only where a word begins: otherwise a long text without "@" is read once for each of its letters.
_EMAIL = re.compile(r"(?<![^\s@<>])[^\s@<>]+@[^\s@<>.]+\.[^\s@<>]+")
_TELEPHONE = re.compile(r"(?<!\d)(?:\+|00)\s?\d(?:[ \-/().]*\d){7,12}(?!\d)|(?<!\d)0(?:[ \-/().]*\d){7,9}(?!\d)")
# Plates use only the letters that look alike in Cyrillic and in Latin; people type either.
_LETTER = "[АВЕКМНОРСТУХABEKMHOPCTYX]"
_PLATE = re.compile(rf"(?<!\w){_LETTER}{{1,2}}[ \-]?\d{{4}}[ \-]?{_LETTER}{{1,2}}(?!\w)", re.IGNORECASE)
_FOUND = {
    PersonalData.NUMBER: _NUMBER,
    PersonalData.EMAIL: _EMAIL,
    PersonalData.TELEPHONE: _TELEPHONE,
    PersonalData.PLATE: _PLATE,
}
# Digits that are nobody's: a date, the number of a matter with its date, hours of opening.
_HARMLESS = re.compile(
    r"(?<!\d)(?:\d{1,10}-\d{1,10}-)?(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d(?!\d)"
    r"|(?<!\d)(?:[01]?\d|2[0-3])\.[0-5]\d ?- ?(?:[01]?\d|2[0-3])\.[0-5]\d(?!\d)"
)
MASK = "…"


def _covered(text: str) -> str:
    """The text, as long as it was, with a sign that means nothing over whatever is harmless."""
    return _HARMLESS.sub(lambda found: MASK * len(found[0]), text)


def has_personal_number(text: str) -> bool:
    """Whether ten digits stand together, as in an EGN or LNCh; digits of any script, also set apart in groups."""
    return bool(_NUMBER.search(_covered(text)))


def personal_data_in(text: str) -> tuple[PersonalData, ...]:
    """The kinds of personal data that the text seems to hold; () when it may be public.

    Names cannot be told from other words: that is left to the eye of who publishes.
    """
    covered = _covered(text)
    return tuple(kind for kind, pattern in _FOUND.items() if pattern.search(covered))


def masked(text: str) -> str:
    """The text with dots in the place of whatever was spotted: a beginning for who words it for the public."""
    for pattern in _FOUND.values():
        kept, end = [], 0
        for found in pattern.finditer(_covered(text)):
            kept.append(text[end : found.start()])
            end = found.end()
        text = MASK.join([*kept, text[end:]])
    return text


# Two or three words with capital letters of which the last ends as Bulgarian family names do.
_NAME = re.compile(
    r"(?<!\w)(?:[А-Я][а-я]+ ){1,2}[А-Я][а-я]+(?:ов|ова|ев|ева|ски|ска|шки|шка|чки|чка|ин|ина)(?!\w)"
    r"|(?<!\w)(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+(?:ov|ova|ev|eva|ski|ska|shki|shka)(?!\w)"
)
# Streets, schools and squares have names of people; they stand in quotes or after such a word.
_PLACE = re.compile(r"(?:ул|бул|пл|кв|училище|читалище|гимназия|площад|улица|булевард)[.\s]*[„\"“]?$", re.IGNORECASE)
MOST_NAMES = 5


def names_hinted(text: str) -> tuple[str, ...]:
    """What may be names of people, each once: a hint for the eye of who publishes, never a reason to refuse."""
    found = []
    for name in _NAME.finditer(text):
        before = text[max(0, name.start() - 16) : name.start()]
        if not before.endswith(("„", '"', "“")) and not _PLACE.search(before):
            found.append(name[0])
    return tuple(dict.fromkeys(found))[:MOST_NAMES]
