"""The grounds on which the law stops the clock of a case (АПК чл. 54), and what each needs."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Ground:
    """`needs_act`: the law asks for a paper that proves it."""

    code: str
    words: str | Promise
    needs_act: bool = False


GROUNDS = (
    Ground("death", _("death of a party")),
    Ground("guardianship", _("a party must be placed under guardianship")),
    Ground("crime", _("signs of a crime on whose finding the outcome depends")),
    Ground("constitutional_court", _("the Constitutional Court examines the law that applies")),
    Ground("other_case", _("another case is pending, without which this one cannot be decided"), needs_act=True),
    Ground("settlement", _("the parties have asked for time to reach a settlement")),
)
ARTICLE = "АПК чл. 54"
ARTICLE_EN = "Administrative Procedure Code (АПК), art. 54"


def ground_of(code: str) -> Ground | None:
    """None for a ground that stands in other words."""
    return next((ground for ground in GROUNDS if ground.code == code), None)
