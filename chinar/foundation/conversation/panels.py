"""The officials' ways to the comments."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.conversation.queries import MODERATE
from chinar.foundation.core.slots import register
from chinar.foundation.people.ways import Way, ways

register("desk.navigation", ways(Way("conversation:queue", _("Comments"), MODERATE)))
register("desk.arrangements", ways(Way("conversation:rules", _("Rules of comments"), "conversation.set")))
