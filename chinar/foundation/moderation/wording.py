"""Why a text cannot be published, in words for who wrote it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.moderation.rules import PersonalData, personal_data_in

REASONS = {
    PersonalData.NUMBER: _("The text holds a ten-digit number, like a personal number. Take it out."),
    PersonalData.EMAIL: _("The text holds an e-mail address. Take it out."),
    PersonalData.TELEPHONE: _("The text holds a telephone number. Take it out; write the department instead."),
    PersonalData.PLATE: _("The text holds the plate of a vehicle. Take it out."),
}

SPOTTED = {
    PersonalData.NUMBER: _("a ten-digit number"),
    PersonalData.EMAIL: _("an e-mail address"),
    PersonalData.TELEPHONE: _("a telephone number"),
    PersonalData.PLATE: _("the plate of a vehicle"),
}
"""What a text holds, in words."""


def public_text(text: str) -> str:
    """The text itself. Raises ValidationError with every reason for which it cannot be public."""
    found = personal_data_in(text)
    if found:
        raise forms.ValidationError([REASONS[kind] for kind in found])
    return text
