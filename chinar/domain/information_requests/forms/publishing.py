from django import forms
from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.content import words
from chinar.foundation.core.forms import Form
from chinar.foundation.moderation.wording import public_text
from chinar.foundation.territory.models import Department


class PublicForm(Form):
    """The public wording; personal data are refused with the reason beside the field."""

    question = forms.CharField(
        label=_("What was asked, as everybody reads it"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    text = forms.CharField(
        label=_("What was answered, as everybody reads it"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    shows_files = forms.BooleanField(
        label=_("Show the files too: I have looked through them, and they hold no personal data"), required=False
    )

    def clean_question(self) -> str:
        return public_text(self.cleaned_data["question"])

    def clean_text(self) -> str:
        return public_text(self.cleaned_data["text"])


class ArrangeForm(Form):
    """Who has the requests, and what decisions say of appeal."""

    department = forms.ChoiceField(label=_("Which department has the requests?"))
    appeal = forms.CharField(
        label=_("Where, until when and through whom a decision may be appealed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.departments = {str(one.pk): one for one in Department.objects.current().order_by("name")}
        choices = [(pk, words(one, "name")) for pk, one in self.departments.items()]
        self.fields["department"].choices = choices  # type: ignore[attr-defined]

    def clean_department(self) -> Department:
        department: Department = self.departments[self.cleaned_data["department"]]
        return department
