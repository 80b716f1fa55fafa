"""What requests for information add to the frame of the officials' pages."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.slots import register
from chinar.foundation.people.ways import Way, ways

register(
    "desk.navigation",
    ways(Way("information_requests:enter", _("Request for information"), "information.enter")),
)
register("desk.seldom", ways(Way("information_requests:desk", _("Access to information"), "information.handle")))
register(
    "desk.arrangements",
    ways(Way("information_requests:settings", _("Who gives access to information"), "information.set")),
)
