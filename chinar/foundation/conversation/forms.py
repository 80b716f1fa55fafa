"""What somebody writes for everybody, what the municipality answers, and the town's rules of comments."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.conversation.models import Comment, TalkRules
from chinar.foundation.conversation.models.talk_rules import READS_FIRST
from chinar.foundation.core.forms import Form
from chinar.foundation.moderation.wording import public_text


class CommentForm(Form):
    """An address is asked of whoever has no account."""

    text = forms.CharField(
        label=_("Your comment"),
        max_length=Comment.LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write your comment")},
    )
    name = forms.CharField(label=_("Your name"), max_length=150, required=False)
    shows_name = forms.BooleanField(label=_("Show my name beside the comment"), required=False)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={"required": _("Enter the address to which we send a link")},
    )
    to = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_account:
            del self.fields["email"]

    def clean_text(self) -> str:
        """Line ends as one sign: browsers send them in different ways, and the same words must stay the same."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("shows_name") and not typed.get("name"):
            self.add_error("name", _("Write the name that shall stand beside the comment"))
        return typed


class UnitAnswerForm(Form):
    """The words of the municipality, for everybody."""

    text = forms.CharField(
        label=_("Answer for everybody"),
        max_length=Comment.LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write the answer")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return public_text(self.cleaned_data["text"])


class TalkRulesForm(Form):
    reads_first = forms.ChoiceField(
        label=_("Which comments an official reads before everybody"), choices=READS_FIRST, widget=forms.RadioSelect
    )
    closes_after = forms.IntegerField(
        label=_("Comments close so many days after the end"),
        min_value=0,
        max_value=TalkRules.MOST_DAYS,
        required=False,
    )
