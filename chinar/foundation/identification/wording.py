"""Levels and refusals in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.foundation.identification.rules import Reason

LEVELS: dict[str, Promise] = {"low": _("low"), "substantial": _("substantial"), "high": _("high")}
SHORT_REASONS: dict[str, Promise] = {
    Reason.CANCELLED: _("it was cancelled"),
    Reason.LATE: _("nothing waited for the answer"),
    Reason.ELSEWHERE: _("the answer came into another browser"),
    Reason.NOT_TRUSTED: _("the answer could not be verified"),
    Reason.INCOMPLETE: _("the answer had no name or no valid number"),
    Reason.SILENT: _("the provider did not answer"),
    Reason.CLOSED: _("the account is closed"),
}
"""For the journal."""
WHY: dict[str, Promise] = {
    Reason.CANCELLED: _("The identification was cancelled, or you were not recognised there."),
    Reason.LATE: _("It took too long, or this answer was used already."),
    Reason.ELSEWHERE: _("The answer came into another browser or window than the one in which you began."),
    Reason.NOT_TRUSTED: _("We could not verify the answer that came back, so we did not accept it."),
    Reason.INCOMPLETE: _("The answer has no name or no personal number, so we cannot know who you are."),
    Reason.SILENT: _("The service for electronic identification does not answer now."),
    Reason.CLOSED: _("The account to which your identity is linked was closed."),
}
"""For whoever wanted to sign in."""
WHAT_NOW: dict[str, Promise] = {
    Reason.CANCELLED: _("You can try again, or choose another way to sign in."),
    Reason.LATE: _("Begin again: it takes a moment."),
    Reason.ELSEWHERE: _("Begin again and finish it in the same window."),
    Reason.NOT_TRUSTED: _("Begin again. If it happens once more, tell the municipality."),
    Reason.INCOMPLETE: _("Try another way of identification there, or tell the municipality."),
    Reason.SILENT: _("Try again in a few minutes, or choose another way to sign in."),
    Reason.CLOSED: _("Write or call us if you think that this is a mistake."),
}
