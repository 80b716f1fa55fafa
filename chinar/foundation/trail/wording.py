"""How a link is said, from either side."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.foundation.trail.models import Link

Words = str | Promise
Bond = Link.Bond
FORWARDS = {bond.value: bond.label for bond in Bond}
BACKWARDS = {
    Bond.LED.value: _("came of"),
    Bond.CHANGED.value: _("was changed because of"),
    Bond.ANSWERED.value: _("answers for everybody"),
    Bond.TAKEN_UP.value: _("takes up"),
    Bond.DONE.value: _("carries out"),
    Bond.AGAIN.value: _("raises again"),
}
