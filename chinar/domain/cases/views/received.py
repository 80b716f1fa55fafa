"""Matters that other municipalities of the installation sent here: read, accepted, refused."""

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.cases import access, kinds
from chinar.domain.cases.actions.handing_over import receive
from chinar.domain.cases.forms_of_acts import LONGEST_REASON
from chinar.domain.cases.handed_over import carriage_for
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.foundation.core.forms import Form
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.territory.doors import AlreadyAnswered, inbox, refuse
from chinar.foundation.territory.models import HandOver
from chinar.foundation.time.rules import NoCalendar

MOST = 200


class AcceptForm(Form):
    about = forms.ChoiceField(
        label=gettext_lazy("What it is about here"),
        error_messages={"required": gettext_lazy("Choose what it is about")},
    )

    def offer(self, choices: list[tuple[str, str]], sent: str) -> None:
        known = sent if sent in dict(choices) else ""
        self.fields["about"].choices = [("", ""), *choices]  # type: ignore[attr-defined]
        self.initial["about"] = known


class RefuseForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Write the reason")},
    )


@never_cache
@require("cases.receive")
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, oldest first."""
    rows = [(row, kinds.by_code(row.kind).name) for row in _waiting().defer("content")[:MOST]]
    return render(request, "cases/received.html", {"rows": rows})


def _waiting() -> QuerySet[HandOver]:
    """What an official answers; the rest of the inbox is the worker's."""
    return inbox().filter(kind__in=kinds.carried())


@never_cache
@require("cases.receive")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What came, and the two answers; the reading is journalled."""
    message = _waiting().filter(pk=pk).first()
    if message is None:
        return _answered(request, pk)
    carriage = carriage_for(message.kind)
    if carriage is None:
        raise Http404
    verb = request.POST.get("verb", "") if request.method == "POST" else ""
    accepting = AcceptForm(request.POST if verb == "accept" else None)
    accepting.offer(carriage.choices(message.facts), message.facts.get("about", ""))
    refusing = RefuseForm(request.POST if verb == "refuse" else None)
    try:
        if verb == "accept" and accepting.is_valid():
            return _accept(request, message, accepting)
        if verb == "refuse" and refusing.is_valid():
            return _refuse(request, message, refusing)
    except AlreadyAnswered:
        return _answered(request, pk)
    except (NoCalendar, NoLegalPeriod):
        accepting.add_error(None, _("The due date cannot be counted yet, so nothing was registered."))
    by, at = actor_of(request.user), timezone.now()
    record_read("handover.read", by=by, at=at, subject=message.subject, subject_kind="handover")
    context = {
        "message": message,
        "rows": [{"key": name, "value": text} for name, text in carriage.read(message.facts)],
        "accepting": accepting,
        "refusing": refusing,
        "form": refusing if verb == "refuse" else accepting,
        "kind": kinds.by_code(message.kind),
    }
    return render(request, "cases/received_one.html", context)


def _accept(request: HttpRequest, message: HandOver, form: AcceptForm) -> HttpResponse:
    by, at = actor_of(request.user), timezone.now()
    case = receive(message, about=form.cleaned_data["about"], by=by, at=at)
    messages.success(request, _("Registered here under number %(number)s.") % {"number": case.number})
    readable = access.cases_for(request.user, on=timezone.localdate()).filter(pk=case.pk).exists()
    return redirect("cases:case", number=case.number) if readable else redirect("cases:received")


def _refuse(request: HttpRequest, message: HandOver, form: RefuseForm) -> HttpResponse:
    refuse(hand_over=message, reason=form.cleaned_data["reason"], by=actor_of(request.user), at=timezone.now())
    messages.success(request, _("Refused. The sender opens the matter again and reads your reason."))
    return redirect("cases:received")


def _answered(request: HttpRequest, pk: int) -> HttpResponse:
    """Raises Http404 for what never came here."""
    if not HandOver.objects.received().filter(pk=pk, kind__in=kinds.carried()).exists():
        raise Http404
    messages.info(request, _("A colleague has answered it meanwhile."))
    return redirect("cases:received")
