"""What is entered of a decision. Each field that the law asks for says so when it is missing."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.information_requests.models.choices import AccessForm, DecisionOutcome, RefusalGround
from chinar.domain.information_requests.rules import Flaw, Outcome, Terms
from chinar.foundation.core.forms import DateField
from chinar.foundation.moderation.wording import public_text
from chinar.foundation.payments.forms.euro import EuroField, typed

LONGEST = 20_000

FLAWS: dict[Flaw, str | Promise] = {
    Flaw.NO_GROUND: _("Choose the ground on which access is refused: the law knows no others"),
    Flaw.NO_REASONS: _("Write the facts and the law on which the refusal rests"),
    Flaw.NO_INTEREST: _(
        "A third person has refused, or can still answer: write which public interest outweighs that (ЗДОИ art. 31)"
    ),
    Flaw.NOTHING_GIVEN: _("Write to which information access is given"),
    Flaw.NOTHING_SENT: _(
        "With this decision nothing would be given: add the files first, or write here the internet address where the "
        "information stands"
    ),
    Flaw.NO_PLACE: _("Write where access is given"),
    Flaw.SHORT_ACCESS: _("The law gives at least 30 days (ЗДОИ art. 34)"),
    Flaw.COSTS: _("What is given electronically costs nothing"),
    Flaw.NO_DAY: _("Enter the day of the document: two years after it the restriction ends"),
    Flaw.NOT_RESTRICTED: _("The document is older than two years: it is no longer restricted (ЗДОИ art. 13)"),
    Flaw.NOBODY_REFUSED: _("No third person has refused: enter the answer first"),
    Flaw.NOT_GIVEN_BEFORE: _(
        "By no decision of this number was access given to this applicant within the last six months"
    ),
}


class DecideForm(SeenForm):
    """`version` is that of the proposal from which it was written."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    outcome = forms.ChoiceField(label=_("What is decided?"), choices=DecisionOutcome.choices, widget=forms.RadioSelect)
    about = forms.CharField(
        label=_("What it is about, in a few words"),
        max_length=120,
        help_text=_(
            "The same words for the same information: by them it is counted what is asked for often. No names."
        ),
    )
    given = forms.CharField(
        label=_("To which information access is given"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    form = forms.ChoiceField(
        label=_("How access is given"), choices=AccessForm.choices, widget=forms.RadioSelect, required=False
    )
    place = forms.CharField(label=_("Where, if not electronically"), max_length=300, required=False)
    access_days = forms.IntegerField(
        label=_("Days for access, from receipt of the decision"), min_value=1, max_value=3650, required=False
    )
    cost = EuroField(label=_("Material costs, in euro, if any"), or_nothing=True, required=False)
    ground = forms.ChoiceField(
        label=_("Why it is refused, in all or in part"),
        choices=RefusalGround.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    document_on = DateField(label=_("Day of the preparatory document, if it is one"), past=True, required=False)
    earlier = forms.CharField(
        label=_("Number of the request on which the same was given, if it was"), max_length=40, required=False
    )
    reasons = forms.CharField(
        label=_("Reasons: facts and law"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}), required=False
    )
    appeal = forms.CharField(
        label=_("Where, until when and through whom it may be appealed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As the municipality's lawyer has confirmed it; the usual wording is set by the secretary."),
    )

    def clean_about(self) -> str:
        return public_text(" ".join(self.cleaned_data["about"].split()))

    def terms(self) -> Terms:
        """As far as the form holds them: what is wrong in it counts as empty."""
        data = self.cleaned_data
        return Terms(
            outcome=Outcome(data["outcome"]),
            about=data.get("about", ""),
            appeal=data.get("appeal", ""),
            given=data.get("given", ""),
            ground=data.get("ground", ""),
            reasons=data.get("reasons", ""),
            document_on=data.get("document_on"),
            earlier=data.get("earlier", ""),
            form=data.get("form", ""),
            place=data.get("place", ""),
            access_days=data.get("access_days") or 0,
            cost_cents=data.get("cost") or 0,
        )

    def tell(self, found: list[tuple[str, Flaw]]) -> None:
        """Each flaw beside the field where it is mended, all at once; a field that is wrong already says enough."""
        wrong = set(self.errors)
        for name, flaw in found:
            if name not in wrong:
                self.add_error(name, str(FLAWS[flaw]))


def typed_from(terms: Terms) -> dict[str, Any]:
    """What stands in the form of a decision that was prepared; no number is kept as 0, and stands as nothing."""
    shown = {name: getattr(terms, name) for name in Terms.__slots__ if name not in ("outcome", "cost_cents")}
    cost = typed(terms.cost_cents) if terms.cost_cents else ""
    return {**shown, "outcome": terms.outcome.value, "access_days": terms.access_days or None, "cost": cost}
