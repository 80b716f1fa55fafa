"""What is typed about ratings."""

from dataclasses import asdict

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.rating.actions import Given
from chinar.domain.cases.rating.codes import typed_code
from chinar.domain.cases.rating.rules import MOST_ANSWER_DAYS, MOST_OPEN_DAYS, MOST_TEXT_MONTHS, Plan
from chinar.domain.cases.rating.words import CHOICES
from chinar.foundation.core.forms import Form
from chinar.foundation.moderation.wording import public_text
from chinar.foundation.notifications.gateways import offers_sms
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.rules import WrongNumber, international

LONGEST = 2_000


class CodeForm(Form):
    """The code of a slip."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        error_messages={"required": _("Enter the code that stands on your slip or receipt")},
    )

    def clean_code(self) -> str:
        code = typed_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(gettext("The code has 12 signs in three groups. Compare it with the paper."))
        return code


class MarkForm(Form):
    """One question, and whatever somebody wants to add."""

    score = forms.TypedChoiceField(
        label=_("How were you served?"), choices=CHOICES, coerce=int, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What should we know? (optional)"),
        widget=forms.Textarea,
        max_length=LONGEST,
        required=False,
    )
    reply_to = forms.CharField(
        label=_("Where shall we tell you of the answer? (optional)"), max_length=200, required=False
    )

    def clean_text(self) -> str:
        """Nobody needs to be named to say how it went."""
        return public_text(self.cleaned_data["text"])

    def clean_reply_to(self) -> str:
        """An e-mail address or, where the municipality sends SMS, a telephone number."""
        typed: str = self.cleaned_data["reply_to"].strip()
        self.channel = ""
        if not typed:
            return ""
        if "@" not in typed and offers_sms():
            return self._telephone(typed)
        self.channel = Message.Channel.EMAIL.value
        try:
            validate_email(typed)
        except forms.ValidationError:
            raise forms.ValidationError(gettext("Enter an e-mail address, for example name@example.com")) from None
        return typed

    def _telephone(self, typed: str) -> str:
        self.channel = Message.Channel.SMS.value
        try:
            return international(typed)
        except WrongNumber:
            raise forms.ValidationError(
                gettext("Enter an e-mail address, or a mobile number with digits, for example 0888 12 34 56")
            ) from None

    def given(self, language: str) -> Given:
        typed = self.cleaned_data
        return Given(typed["score"], typed["text"], typed["reply_to"], self.channel, language)


class PaperForm(MarkForm, CodeForm):
    """The same as an official types it from a slip, or for somebody at the counter."""

    field_order = ("code", "score", "text", "reply_to")


class ReplyForm(Form):
    """What the unit answers."""

    text = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea,
        max_length=4_000,
        error_messages={"required": _("Write the answer")},
    )

    def clean_text(self) -> str:
        """It is read by whoever has the address of the page."""
        return public_text(self.cleaned_data["text"])


class PlanForm(Form):
    """The town's own numbers."""

    answer_days = forms.IntegerField(
        label=_("Working days to answer a low rating"), min_value=1, max_value=MOST_ANSWER_DAYS
    )
    open_days = forms.IntegerField(
        label=_("Calendar days during which somebody can rate how they were served"),
        min_value=1,
        max_value=MOST_OPEN_DAYS,
    )
    text_months = forms.IntegerField(
        label=_("Months after which words, addresses and answers are erased"), min_value=1, max_value=MOST_TEXT_MONTHS
    )

    @classmethod
    def showing(cls, plan: Plan) -> "PlanForm":
        return cls(initial=asdict(plan))

    def plan(self) -> Plan:
        return Plan(**self.cleaned_data)
