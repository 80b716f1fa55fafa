"""The conventions that can be read in two ways, and in which of them a municipality reads each since when.

No lawyer has confirmed any of these readings: every explanation that uses one says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.foundation.time.rules import Reading

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to read a convention: `value` of the field of Reading that it sets."""

    code: str
    words: Words
    value: bool | int


@dataclass(frozen=True, slots=True)
class Question:
    """A convention that can be read in two ways; the first variant holds where nothing was chosen."""

    convention: str
    words: Words
    field: str
    variants: tuple[Variant, ...]

    def variant(self, code: str) -> Variant:
        """Raises LookupError."""
        for variant in self.variants:
            if variant.code == code:
                return variant
        raise LookupError(f"{self.convention} has no variant {code}")


QUESTIONS = (
    Question(
        "C7",
        _("A request comes outside office hours: is the next working day the first day of the period?"),
        "late_is_day",
        (
            Variant("first", _("The next working day is the first day of the period."), 1),
            Variant("event", _("The next working day is the day of the event; the day after it is the first."), 0),
        ),
    ),
    Question(
        "C9",
        _("The clock stood: is the day on which the reason fell away counted itself?"),
        "resumption_counts",
        (
            Variant("after", _("No: counting goes on from the day after it."), False),
            Variant("same", _("Yes: that day is counted."), True),
        ),
    ),
    Question(
        "C12",
        _("An electronic message that nobody downloaded: do its seven days move when they end on a day off?"),
        "fiction_rolls",
        (
            Variant("rolled", _("Yes: to the next working day; it counts as served on the day after."), True),
            Variant("plain", _("No: it counts as served on the eighth day, whatever day that is."), False),
        ),
    ),
)


def question_of(convention: str) -> Question:
    """Raises LookupError for a convention that is not read in two ways."""
    for question in QUESTIONS:
        if question.convention == convention:
            return question
    raise LookupError(f"{convention} is not read in two ways")


def reading_of(chosen: Iterable[tuple[str, str]]) -> Reading:
    """The reading that follows from (convention, variant), the later winning over the earlier."""
    reading = Reading()
    for convention, code in chosen:
        question = question_of(convention)
        reading = replace(reading, **{question.field: question.variant(code).value})  # type: ignore[arg-type]
    return reading
