"""Officials answer: in writing, and at once by word of mouth."""

import secrets
from datetime import date, timedelta
from uuid import uuid4

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.cases.access import actor_on
from chinar.domain.cases.actions.holding import ChangedSince, OtherDraft, draft_mark, seen_of
from chinar.domain.cases.actions.moving import AlreadyDecided
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.views.acting import tell_change
from chinar.domain.enquiries import access, actions, queries
from chinar.domain.enquiries.forms import AnswerForm, OralForm
from chinar.domain.enquiries.models import Answer, Enquiry
from chinar.domain.enquiries.wording import first_words
from chinar.foundation.documents.codes import draw
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.time.rules import NoCalendar


@never_cache
@require("enquiries.answer")
def reply(request: HttpRequest, number: str) -> HttpResponse:
    """Writes the answer: kept as a draft, or sent."""
    enquiry = access.get_enquiry_to_answer(request.user, number, on=timezone.localdate())
    if request.method != "POST":
        if not enquiry.case.is_open:
            return redirect("cases:case", number=number)
        by, at = actor_on(request.user, enquiry.case, on=timezone.localdate()), timezone.now()
        record_read("case.read", by=by, at=at, subject=number, subject_kind="case")
        shown = {"seen": seen_of(enquiry.case), "draft_seen": draft_mark(enquiry.draft)}
        text = enquiry.draft or first_words(enquiry.topic)
        return _reply_page(request, enquiry, AnswerForm(initial={"text": text, **shown}))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _reply_page(request, enquiry, form)
    return _act(request, enquiry, form)


def _act(request: HttpRequest, enquiry: Enquiry, form: AnswerForm) -> HttpResponse:
    by = actor_on(request.user, enquiry.case, on=timezone.localdate())
    typed, at = form.cleaned_data, timezone.now()
    number = enquiry.case.number
    try:
        if "draft" in request.POST:
            actions.save_draft(enquiry, **typed, by=by, at=at)
            messages.success(request, _("The draft is saved. Nobody outside sees it."))
        else:
            actions.answer_enquiry(enquiry, **typed, by=by, at=at)
            messages.success(request, _("The question is answered. You may publish the answer without personal data."))
    except ChangedSince as changed:
        tell_change(form, enquiry.case, changed)
        return _reply_page(request, enquiry, form)
    except OtherDraft as other:
        form.add_error(None, _("The draft was changed meanwhile; it stands below yours and was not overwritten."))
        form.keep_as_shown("draft_seen", draft_mark(other.draft))
        return _reply_page(request, enquiry, form, other_draft=other.draft)
    except AlreadyDecided:
        if not Answer.objects.filter(enquiry=enquiry, answered_by_id=request.user.pk).exists():
            form.add_error(None, _("A colleague has answered meanwhile. Nothing was changed; your text is still here."))
            return _reply_page(request, enquiry, form)
        messages.info(request, _("You have answered this question before."))
    return redirect("cases:case", number=number)


def _reply_page(request: HttpRequest, enquiry: Enquiry, form: AnswerForm, *, other_draft: str = "") -> HttpResponse:
    """`other_draft` is what a colleague has written meanwhile, to be read beside one's own."""
    similar = queries.similar_answers(enquiry.question)
    context = {"form": form, "enquiry": enquiry, "case": enquiry.case, "answers": similar, "other_draft": other_draft}
    return render(request, "enquiries/reply.html", context)


@never_cache
@require("enquiries.answer")
def oral(request: HttpRequest) -> HttpResponse:
    """A question by word of mouth and what was answered, in one form."""
    if request.method != "POST":
        channel = request.GET.get("channel", "") or OralForm.base_fields["channel"].initial
        return _oral_page(request, OralForm(initial={"idempotency_key": uuid4(), "channel": channel}))
    form = OralForm(request.POST)
    if not form.is_valid():
        return _oral_page(request, form)
    try:
        with transaction.atomic():
            enquiry = _log(request, form)
    except IntegrityError:
        # The same form arrived twice at once: what the other one registered is the answer.
        enquiry = Enquiry.objects.select_related("case").get(idempotency_key=form.cleaned_data["idempotency_key"])
    except (NoCalendar, NoLegalPeriod, queries.NobodyAnswers):
        form.add_error(None, _("Questions cannot be registered just now, so nothing was sent. What you wrote is here."))
        return _oral_page(request, form)
    messages.success(request, _("Entered and answered as %(number)s.") % {"number": enquiry.case.number})
    return redirect(f"{reverse('enquiries:oral')}?channel={form.cleaned_data['channel']}")


def _oral_page(request: HttpRequest, form: OralForm) -> HttpResponse:
    return render(request, "enquiries/oral.html", {"form": form})


def _log(request: HttpRequest, form: OralForm) -> Enquiry:
    """Raises NobodyAnswers, NoLegalPeriod, NoCalendar."""
    data, at = form.cleaned_data, timezone.now()
    today = timezone.localdate(at)
    new = actions.NewEnquiry(
        idempotency_key=data["idempotency_key"],
        topic=data["topic"],
        question=data["question"],
        service=data["service"],
        department=queries.department_for(data["service"]),
        channel=data["channel"],
        key=draw(secrets.token_bytes),
        hours=receiving_hours(today),
    )
    return actions.log_oral_question(new, answer=data["answer"], by=actor_of(request.user), at=at)


@never_cache
@require("enquiries.answer")
@require_safe
def weekly(request: HttpRequest) -> HttpResponse:
    """What they ask us: a week's questions by topic, beside the week before."""
    monday = _monday(request.GET.get("week", ""), timezone.localdate())
    context = {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7) if monday + timedelta(days=7) <= timezone.localdate() else None,
        "counts": queries.asked_in_week(monday),
        "services": queries.services_asked_about(monday),
        "outdated": queries.outdated_answers(request.user, on=timezone.localdate()),
    }
    return render(request, "enquiries/weekly.html", context)


def _monday(typed: str, today: date) -> date:
    """The Monday of the week that holds the day; of this week when it is no day that can have been."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = today
    if not date(2000, 1, 1) <= day <= today:
        day = today
    return day - timedelta(days=day.weekday())
