"""What an application asks, in words: the same on the receipt, for the citizen and for the official."""

from django.utils.translation import gettext as _

from chinar.domain.applications.models import Application
from chinar.foundation.core.identifiers import mask
from chinar.foundation.core.jinja import day


def asked(application: Application) -> list[tuple[str, str]]:
    """(label, value) rows; identifiers are masked, for paper is lost and screens are seen."""
    request = application.heirs_request
    return [
        (_("Applicant"), application.applicant_name),
        (_("Address"), application.address),
        (_("Telephone"), application.phone or "–"),
        (_("Name of the deceased"), request.deceased_name),
        (_("EGN of the deceased"), mask(request.deceased_egn) or "–"),
        (_("Date of death"), day(request.died_on)),
        (_("Last permanent address"), str(request.settlement)),
        (_("The applicant is"), str(request.get_relation_display())),
        (_("For"), request.purpose_text),
        (_("To be received"), str(application.get_delivery_display())),
    ]


def rows_of(pairs: list[tuple[str, str]]) -> list[dict[str, str]]:
    """The same for the summary list of a page."""
    return [{"key": label, "value": value} for label, value in pairs]
