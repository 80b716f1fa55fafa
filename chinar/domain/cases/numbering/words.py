"""Troubles of the records system and reasons of a filing that cannot be taken, in words."""

from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.numbering.reasons import Reason
from chinar.domain.cases.numbering.rules import Trouble

TROUBLES = {
    Trouble.UNREACHABLE: _("it cannot be reached"),
    Trouble.BUSY: _("it answered that it cannot now"),
    Trouble.KEY: _("it did not accept the token"),
    Trouble.REFUSED: _("it refused the matter"),
    Trouble.UNCLEAR: _("its answer holds no number"),
    Trouble.DOUBLE: _("it gave a number that another matter bears"),
}
REASONS = {
    Reason.FORMAT.value: _("The file of the request is in a format that cannot be opened"),
    Reason.SIZE.value: _("The filing is larger than the municipality can take"),
    Reason.ATTACHMENT.value: _("An attached file is in a format that cannot be opened"),
    Reason.MALWARE.value: _("The filing holds malicious software"),
    Reason.IDENTIFIER.value: _("There is no identifier of who files"),
    Reason.ADDRESS.value: _("There is no electronic address to answer to"),
    Reason.MEDIUM.value: _("The medium cannot be read"),
}
MENDS = {
    Reason.FORMAT.value: _("Save the request as PDF and send it again."),
    Reason.SIZE.value: _("Send fewer or smaller files, or bring them to a counter."),
    Reason.ATTACHMENT.value: _("Save the attached files as PDF, JPEG or PNG and send everything again."),
    Reason.MALWARE.value: _("Check your device, make the files anew and send everything again."),
    Reason.IDENTIFIER.value: _(
        "Write who files, with EGN, LNCh or EIK, and send it again; or sign in and file online."
    ),
    Reason.ADDRESS.value: _("Write an electronic address at which we can answer you, and file again."),
    Reason.MEDIUM.value: _("Bring the files on another medium, or send them online."),
}
