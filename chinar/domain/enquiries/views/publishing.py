"""An official publishes an answer in public words, mends it, or withdraws it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from chinar.domain.cases.access import actor_on
from chinar.domain.enquiries import access, actions
from chinar.domain.enquiries.forms import PublicForm
from chinar.domain.enquiries.models import Answer, BankAnswer, Enquiry
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.access import require


def _answer_of(enquiry: Enquiry) -> Answer:
    """Raises Http404 while the question is not answered."""
    answer: Answer | None = getattr(enquiry, "answer", None)
    if answer is None:
        raise Http404
    return answer


def _published_of(answer: Answer) -> BankAnswer | None:
    return getattr(answer, "published", None)


@never_cache
@require("enquiries.answer")
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """The wording for everybody: what was asked and answered, to be shortened and cleaned; one press publishes."""
    enquiry = access.get_enquiry_to_answer(request.user, number, on=timezone.localdate())
    answer = _answer_of(enquiry)
    published = _published_of(answer)
    if request.method != "POST":
        source = published or answer
        question = published.question if published else enquiry.question
        about = source.service_version.service if source.service_version else enquiry.service
        code = about.code if about else ""
        form = PublicForm(initial={"question": " ".join(question.split())[:300], "text": source.text, "service": code})
        return _page(request, enquiry, form, published)
    form = PublicForm(request.POST)
    if not form.is_valid():
        return _page(request, enquiry, form, published)
    row = actions.publish_answer(answer, **form.cleaned_data, by=_by(request, enquiry), at=timezone.now())
    messages.success(request, _("Published in the bank of answers."))
    return redirect("enquiries:answer", pk=row.pk)


def _by(request: HttpRequest, enquiry: Enquiry) -> Actor:
    return actor_on(request.user, enquiry.case, on=timezone.localdate())


def _page(request: HttpRequest, enquiry: Enquiry, form: PublicForm, published: BankAnswer | None) -> HttpResponse:
    version = (published or _answer_of(enquiry)).service_version
    is_outdated = version is not None and version.superseded_at is not None
    context = {"form": form, "case": enquiry.case, "published": published, "is_outdated": is_outdated}
    return render(request, "enquiries/publish.html", context)


@require("enquiries.answer")
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Takes the public wording back; the answer to the one who asked stays."""
    enquiry = access.get_enquiry_to_answer(request.user, number, on=timezone.localdate())
    if actions.withdraw_answer(_answer_of(enquiry), by=_by(request, enquiry), at=timezone.now()):
        messages.success(request, _("Withdrawn from the bank of answers."))
    return redirect("cases:case", number=number)
