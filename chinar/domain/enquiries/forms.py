"""What is asked of who asks and of who answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.forms_of_acts import SeenForm
from chinar.domain.cases.models import Case
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.enquiries.models import Topic
from chinar.domain.enquiries.wording import ANSWERED_BY_WORD
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import Form
from chinar.foundation.moderation.wording import public_text

LONGEST = 4000
LONGEST_LETTER = 25_000
_TOPICS = [("", "–"), *Topic.choices]


class _OfService(Form):
    """The service that it is about, if any."""

    service = forms.ChoiceField(label=_("About which service, if about one"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        versions = ServiceVersion.objects.published_rows().select_related("service__department")
        self.versions = {row.service.code: row for row in versions}
        named = sorted((words(row, "name"), code) for code, row in self.versions.items())
        self.fields["service"].choices = [("", "–"), *((code, name) for name, code in named)]  # type: ignore[attr-defined]

    def clean_service(self) -> Any:
        """The service itself, or None."""
        version = self.versions.get(self.cleaned_data["service"])
        return version.service if version else None


class _About(_OfService):
    """A topic, and the service."""

    topic = forms.ChoiceField(label=_("Topic"), choices=_TOPICS)
    field_order: tuple[str, ...] = ("topic", "service")


class AskForm(_About):
    """The question, and how the one who asks is told."""

    question = forms.CharField(
        label=_("Your question"), max_length=LONGEST, widget=forms.Textarea, help_text=_("One question at a time.")
    )
    name = forms.CharField(label=_("Your name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    field_order = ("question", "topic", "service", "name", "email")

    def clean_question(self) -> str:
        """Line ends as one sign: browsers send them in different ways, and the same words must stay the same."""
        return str(self.cleaned_data["question"]).replace("\r\n", "\n")

    def rows(self) -> list[dict[str, str]]:
        """What was entered, to be checked."""
        data = self.cleaned_data
        service = dict(self.fields["service"].choices).get(self["service"].value()) if data["service"] else "–"  # type: ignore[attr-defined]
        return [
            {"key": gettext("Your question"), "value": data["question"]},
            {"key": gettext("Topic"), "value": str(Topic(data["topic"]).label)},
            {"key": gettext("Service"), "value": str(service)},
            {"key": gettext("Your name"), "value": data["name"]},
            {"key": gettext("E-mail address"), "value": data["email"]},
        ]


class FromMailForm(_About):
    """A question that came as a letter by e-mail: whatever its length; not every letter is signed."""

    question = forms.CharField(label=_("The question"), max_length=LONGEST_LETTER, widget=forms.Textarea)
    name = forms.CharField(label=_("Name, as the letter is signed"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    field_order = ("topic", "service", "question", "name", "email")


class OralForm(_About):
    """An oral question with its answer, in one dense form."""

    channel = forms.ChoiceField(
        label=_("How it was asked"),
        choices=[(one.value, one.label) for one in (Case.Channel.COUNTER, Case.Channel.TELEPHONE)],
        widget=forms.RadioSelect,
        initial=Case.Channel.COUNTER.value,
    )
    question = forms.CharField(label=_("Question, in short"), max_length=300)
    answer = forms.CharField(
        label=_("What you answered, if it is worth keeping"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("question", "topic", "channel", "service", "answer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic = self.fields["topic"]
        topic.widget = forms.RadioSelect(choices=Topic.choices)  # one press, as people wait at the counter
        topic.choices = Topic.choices  # type: ignore[attr-defined]

    def clean_answer(self) -> str:
        """What stays of an answer by word of mouth that nobody wrote down."""
        return self.cleaned_data["answer"] or ANSWERED_BY_WORD


class AnswerForm(SeenForm):
    """The answer to who asked. `draft_seen` is the draft from which it was written (`holding.draft_mark`)."""

    draft_seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    text = forms.CharField(label=_("Answer"), max_length=LONGEST * 2, widget=forms.Textarea)


class PublicForm(_OfService):
    """The public wording; personal data are refused with the reason beside the field."""

    question = forms.CharField(label=_("Question, as everybody reads it"), max_length=300)
    text = forms.CharField(label=_("Answer, as everybody reads it"), max_length=LONGEST * 2, widget=forms.Textarea)
    field_order = ("question", "text", "service")

    def clean_service(self) -> Any:
        """Its description that holds now, against which the wording was read; or None."""
        return self.versions.get(self.cleaned_data["service"])

    def clean_question(self) -> str:
        return public_text(self.cleaned_data["question"])

    def clean_text(self) -> str:
        return public_text(self.cleaned_data["text"])
