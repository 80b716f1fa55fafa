"""What an official types about one signal."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.reports.forms.filing import LONGEST
from chinar.domain.reports.forms.photos import PhotosField
from chinar.domain.reports.models import Category, CitizenReport, Remark, WorkOrder
from chinar.domain.reports.models.citizen_report import LEGAL_CLASSES
from chinar.domain.reports.models.resolution import OUTCOMES
from chinar.domain.reports.rules import LegalClass, Outcome
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import DateField, Form
from chinar.foundation.moderation.wording import public_text
from chinar.foundation.people.models import Account


class SettleForm(SeenForm):
    """The answer to the author, its outcome, and the proof where one is needed. `draft_seen` is the draft from which it
    was written, as `holding.draft_mark` names it."""

    draft_seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    outcome = forms.ChoiceField(label=_("What came of it"), choices=OUTCOMES, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Answer to the author, with reasons"), max_length=LONGEST * 2, widget=forms.Textarea)
    for_joined = forms.CharField(
        label=_("Answer to those whose signals were joined with this one"),
        max_length=LONGEST * 2,
        widget=forms.Textarea,
        required=False,
    )
    proof = forms.CharField(label=_("Who saw that it is done, and when"), max_length=500, required=False)
    photo = PhotosField(label=_("Photo after the work"), most=1)
    planned_on = DateField(label=_("Planned by"), required=False)

    def __init__(self, *args: Any, joined: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.joined = joined
        if not joined:
            del self.fields["for_joined"]

    def clean_outcome(self) -> Outcome:
        return Outcome(self.cleaned_data["outcome"])

    def clean_for_joined(self) -> str:
        """Several people read it: it holds nobody's personal data."""
        return public_text(self.cleaned_data["for_joined"])

    def clean_photo(self) -> bytes | None:
        return next(iter(self.cleaned_data["photo"]), None)


class RemarkForm(Form):
    reader = forms.ChoiceField(
        label=_("Who reads it"),
        choices=Remark.Reader.choices,
        widget=forms.RadioSelect,
        initial=Remark.Reader.OFFICIALS.value,
    )
    text = forms.CharField(label=_("Text"), max_length=LONGEST, widget=forms.Textarea)


class ReclassifyForm(SeenForm):
    """Class in law and topic, apart from each other."""

    legal_class = forms.ChoiceField(label=_("In law it is"), choices=LEGAL_CLASSES, widget=forms.RadioSelect)
    category = forms.ChoiceField(label=_("What it is about"))
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea, error_messages={"required": _("Write the reason")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Category.objects.offered().filter(nature=Category.Nature.OURS)
        self.categories: dict[str, Category] = {one.code: one for one in offered}
        choices = [(code, words(one, "name")) for code, one in self.categories.items()]
        cast(forms.ChoiceField, self.fields["category"]).choices = choices

    def clean_legal_class(self) -> LegalClass:
        return LegalClass(self.cleaned_data["legal_class"])

    def clean_category(self) -> Category:
        return self.categories[self.cleaned_data["category"]]


class PublicForm(Form):
    """The public wording; personal data are refused with the reason beside the field."""

    text = forms.CharField(label=_("The signal, as everybody reads it"), max_length=LONGEST, widget=forms.Textarea)
    place = forms.CharField(label=_("Place, as everybody reads it"), max_length=200, required=False)
    answer = forms.CharField(
        label=_("Our answer, as everybody reads it"), max_length=LONGEST * 2, widget=forms.Textarea, required=False
    )
    shows_point = forms.BooleanField(label=_("Show the exact place on the map"), required=False)
    photos = forms.MultipleChoiceField(
        label=_("Photos that everybody sees"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, report: CitizenReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = list(report.photos.all())
        names = [(str(one.pk), f"{number}: {one.get_moment_display()}") for number, one in enumerate(self.pictures, 1)]
        cast(forms.MultipleChoiceField, self.fields["photos"]).choices = names
        if report.point is None:
            del self.fields["shows_point"]
        if not names:
            del self.fields["photos"]

    def clean_text(self) -> str:
        return public_text(self.cleaned_data["text"])

    def clean_place(self) -> str:
        return public_text(self.cleaned_data["place"])

    def clean_answer(self) -> str:
        return public_text(self.cleaned_data["answer"])


class FollowSignalForm(Form):
    """The address of whoever wants to hear how a signal goes on."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={"required": _("Enter the address to which we shall write")},
    )


class WorkForm(SeenForm):
    """Work for a crew or a firm, or a question to another body."""

    party = forms.ChoiceField(
        label=_("Who is asked"),
        choices=WorkOrder.Party.choices,
        widget=forms.RadioSelect,
        initial=WorkOrder.Party.CREW.value,
    )
    name = forms.CharField(label=_("Name of the crew, firm or body"), max_length=150)
    task = forms.CharField(label=_("What has to be done, and where"), max_length=2000, widget=forms.Textarea)
    until_on = DateField(label=_("Until"))
    key = forms.RegexField(r"^[\w-]{32}\Z", widget=forms.HiddenInput, required=False)
    """Of the link that is given; drawn with the page, so that a second press gives the same link."""

    def clean_task(self) -> str:
        """It leaves the town hall by a link: no personal data of the author goes along."""
        return public_text(self.cleaned_data["task"])


class WorkAnswerForm(Form):
    """What was done; typed by whoever has the link, or by an official for a crew."""

    answer = forms.CharField(label=_("What was done"), max_length=2000, widget=forms.Textarea)
    cost = forms.DecimalField(
        label=_("What it cost, in euro"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        decimal_places=2,
        localize=True,
    )
    photo = PhotosField(label=_("Photo after the work"), most=1)

    def cost_cents(self) -> int | None:
        cost = self.cleaned_data["cost"]
        return None if cost is None else int(cost * 100)

    def clean_photo(self) -> bytes | None:
        return next(iter(self.cleaned_data["photo"]), None)


class FeedbackForm(Form):
    """The author's word after it was settled."""

    ANSWERS = (
        ("content", _("Yes, it is settled")),
        ("not_content", _("No, but leave it closed")),
        ("reopen", _("No: please open it again")),
    )
    answer = forms.ChoiceField(label=_("Is it settled?"), choices=ANSWERS, widget=forms.RadioSelect)
    text = forms.CharField(label=_("In your words"), max_length=2000, widget=forms.Textarea, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == "reopen" and not data.get("text"):
            self.add_error("text", gettext("Write what is not settled"))
        return data


class ReopeningForm(Form):
    reason = forms.CharField(
        label=_("Your words to the author"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("Write to the author why")},
    )


NOBODY_HERE = "nobody"


class AccusedForm(SeenForm):
    """Who is meant by a signal against an official. That nobody who works here is meant must be said: then all who may
    handle signals are let near. `kept` are those who were kept away when the page was shown."""

    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    accounts = forms.MultipleChoiceField(
        label=_("Who is meant"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who is meant, or say that it is nobody who works here")},
    )

    def __init__(self, *args: Any, officials: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in officials]
        nobody = (NOBODY_HERE, gettext("Nobody of those who work here"))
        cast(forms.MultipleChoiceField, self.fields["accounts"]).choices = [*choices, nobody]

    def clean_kept(self) -> frozenset[int] | None:
        """None where the page has not said it."""
        typed = str(self.cleaned_data["kept"]).split()
        known = frozenset(int(pk) for pk in typed if pk.isascii() and pk.isdecimal() and len(pk) < 19)
        return known if "kept" in self.data else None

    def clean_accounts(self) -> list[int]:
        chosen: list[str] = self.cleaned_data["accounts"]
        if NOBODY_HERE in chosen and len(chosen) > 1:
            raise forms.ValidationError(gettext("Either somebody is meant, or nobody who works here."))
        return [int(pk) for pk in chosen if pk != NOBODY_HERE]
