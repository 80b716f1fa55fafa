"""What people type who do not mean well, or by mistake: for every form, in every field."""

from collections.abc import Iterator, Mapping

HOSTILE = {
    "long": "Ъ" * 10_000,
    "long word": "9" * 10_000,
    "control": "a\x01\x08\x1b\x7f\x85b",
    "null": "\x00Ел\x00ена",
    "right to left": "\u202eанелЕ\u2066נעם",
    "script": "<script>alert('x')</script>",
    "attribute": '" onfocus=alert(1) x="',
    "template": "{{ 7*7 }}{% include 'x' %} %(name)s %s {0} #let x",
    "sql": "'; drop table cases_case; --",
    "emoji": "👩‍👩‍👧 😀 🇧🇬",
    "odd digits": "٣²½①",
    "lines": "а\r\nб\u2028в\t",
    "unprintable": "\ufffe\ufeff\u200b\ue000",
    "huge": "1" + "0" * 5000,
    "negative": "-1",
    "float": "1e309",
    "zeros": "0",
    "combining": "е" + "\u0301" * 200,
}


def spoken(page: str) -> None:
    """No markup of theirs, no template of theirs."""
    assert "<script>alert" not in page
    assert 'onfocus=alert(1) x=""' not in page
    assert '" onfocus' not in page


def fillings(fields: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The form again and again: one field in turn is good, and every other holds another of the values each time."""
    values, names = list(HOSTILE.values()), list(fields)
    for first in range(len(values) + 1):
        typed = {name: values[(first + at) % len(values)] for at, name in enumerate(names)}
        good = names[first % len(names)]
        yield {**typed, good: fields[good]}
