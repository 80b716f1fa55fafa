"""What an application asks, in words: the same on the receipt, for the citizen and for the official."""

from django.utils.translation import gettext as _

from chinar.domain.applications.models import Application
from chinar.domain.cases.models import Party
from chinar.domain.questionnaires.models import AnswerSheet
from chinar.domain.questionnaires.showing import shown
from chinar.foundation.core.identifiers import mask
from chinar.foundation.core.jinja import day
from chinar.foundation.core.money import money


def asked(application: Application) -> list[tuple[str, str]]:
    """(label, value) rows; identifiers are masked, for paper is lost and screens are seen."""
    return [
        (_("Applicant"), application.applicant_name),
        *_filer(application),
        (_("Address"), application.address),
        (_("Telephone"), application.phone or "–"),
        *wished(application),
        *_cost(application),
        (_("To be received"), application.to_be_received),
    ]


def wished(application: Application) -> list[tuple[str, str]]:
    """The same rows without who applies, and how they are reached."""
    return _answered(application.sheet) if application.sheet else _of_heirs(application)


def _of_heirs(application: Application) -> list[tuple[str, str]]:
    request = application.heirs_request
    return [
        (_("Name of the deceased"), request.deceased_name),
        (_("EGN of the deceased"), mask(request.deceased_egn) or "–"),
        (_("Date of death"), day(request.died_on)),
        (_("Last permanent address"), str(request.settlement)),
        (_("The applicant is"), str(request.get_relation_display())),
        (_("For"), request.purpose_text),
    ]


def _answered(sheet: AnswerSheet) -> list[tuple[str, str]]:
    return shown(sheet.version.definition.questions, sheet.by_code)


def _filer(application: Application) -> list[tuple[str, str]]:
    """Who files for the applicant, and on what mandate; nothing when they file for themselves."""
    if not application.filer_name:
        return []
    rows = [(_("Files for the applicant"), application.filer_name)]
    filers = application.case.parties.select_related("mandate").filter(role=Party.PartyRole.FILER)
    for party in filers:
        if party.mandate is not None:
            ground, document = str(party.mandate.get_ground_display()), party.mandate.document
            rows.append((_("Mandate, as stated"), f"{ground}, {document}" if document else ground))
    return rows


def _cost(application: Application) -> list[tuple[str, str]]:
    """Speed and fee, where the service has them."""
    if application.sheet is None:
        return []
    rows = [(_("Speed"), str(application.get_speed_display()))] if application.speed else []
    if application.fee_cents is not None:
        rows.append((_("Fee"), money(application.fee_cents) if application.fee_cents else _("free of charge")))
    return rows


def rows_of(pairs: list[tuple[str, str]]) -> list[dict[str, str]]:
    """The same for the summary list of a page."""
    return [{"key": label, "value": value} for label, value in pairs]
