"""Letters to the post: what waits to be sent, the posting list, what is printed, tracking numbers."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.applications.delivering import note_tracking, post
from chinar.domain.applications.delivery_access import (
    get_posting_list_for,
    posting_lists,
    undelivered_for,
    unpaid_among,
)
from chinar.domain.applications.forms.delivering import LetterEndForm, TrackingForm
from chinar.domain.applications.ladder import outcome_of, ways_open
from chinar.domain.applications.letters import letters_pdf, list_pdf
from chinar.domain.applications.letters_out import letters_on, letters_waiting
from chinar.domain.applications.models import Application, DeliveryAttempt, PostedLetter, PostingList
from chinar.foundation.core.content import words
from chinar.foundation.core.forms import Form
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("documents.deliver")
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """What is decided and not received, with what is under way; letters can be chosen for the post."""
    found = undelivered_for(request.user, on=timezone.localdate())
    unpaid = unpaid_among(found)
    rows = [_row(one, is_unpaid=one.case_id in unpaid) for one in found]
    notices = letters_waiting(request.user, on=timezone.localdate())
    context = {"rows": rows, "notices": notices, "lists": posting_lists(), "today": timezone.localdate()}
    return render(request, "applications/deliveries.html", context)


def _row(application: Application, *, is_unpaid: bool) -> dict[str, object]:
    decisions = application.standing_decisions  # type: ignore[attr-defined]
    attempts = list(decisions[0].attempts.all()) if decisions else []
    standing = [one for one in attempts if not outcome_of(one)]
    return {
        "case": application.case,
        "title": words(application.service_version, "name"),
        "wish": application.to_be_received,
        "standing": standing[-1] if standing else None,
        "failed": attempts[-1] if attempts and outcome_of(attempts[-1]) == "failed" else None,
        "is_unpaid": is_unpaid,
        "may_post": not is_unpaid and "post" in ways_open(attempts) and not application.service_version.is_handed_over,
        "is_wanted": application.delivery == Application.Delivery.POST,
    }


@require("documents.deliver")
@require_POST
def post_letters(request: HttpRequest) -> HttpResponse:
    """Puts the chosen results and notices on one list."""
    chosen = set(request.POST.getlist("case")[:200])
    today = timezone.localdate()
    found = [one for one in undelivered_for(request.user, on=today) if one.case.number in chosen]
    unpaid = unpaid_among(found)
    if unpaid:
        _say_unpaid(request, [one.case.number for one in found if one.case_id in unpaid])
    cases = [one.case for one in found]
    wanted = set(request.POST.getlist("letter")[:200])
    notices = [one for one, _title in letters_waiting(request.user, on=today) if str(one.pk) in wanted]
    made = post(cases, notices, by=actor_of(request.user), at=timezone.now()) if cases or notices else None
    if made is None and unpaid:
        return redirect("applications:deliveries")
    if made is None:
        messages.info(request, _("Choose at least one letter that waits to be sent."))
        return redirect("applications:deliveries")
    count = made.attempts.count() + made.letters.count()
    said = ngettext("%(num)s letter is on the list.", "%(num)s letters are on the list.", count)
    messages.success(request, said % {"num": count})
    return redirect("applications:posting_list", pk=made.pk)


def _say_unpaid(request: HttpRequest, numbers: list[str]) -> None:
    """What was chosen and is not on the list, and why."""
    said = ngettext(
        "%(numbers)s is not on the list: its fee is paid before the result is received, and it is not paid yet.",
        "%(numbers)s are not on the list: their fees are paid before the results are received, and they are not paid "
        "yet.",
        len(numbers),
    )
    messages.error(request, said % {"numbers": ", ".join(numbers)})


@never_cache
@require("documents.deliver")
@require_safe
def posting_list(request: HttpRequest, pk: int) -> HttpResponse:
    return list_page(request, on_list(request, pk))


class OnList(NamedTuple):
    """A posting list with what the reader reaches of it."""

    made: PostingList
    results: list[DeliveryAttempt]
    notices: list[PostedLetter]


def on_list(request: HttpRequest, pk: int) -> OnList:
    """That somebody reads it is journalled. Raises Http404."""
    today = timezone.localdate()
    made, results = get_posting_list_for(request.user, pk, on=today)
    notices = letters_on(request.user, made, on=today)
    if not results and not notices:
        raise Http404
    ids: list[int | str] = [*(one.pk for one in results), *(f"n{one.pk}" for one in notices)]
    by, at = actor_of(request.user), timezone.now()
    record_read("application.letters_printed", by=by, at=at, subject=made.number, ids=ids)
    return OnList(made, results, notices)


def list_page(request: HttpRequest, found: OnList, sent: Form | None = None, of: object = None) -> HttpResponse:
    """`sent` is the form that came back with a fault, `of` the letter that it is about."""
    today = timezone.localdate()
    rows = [(one, _tracking(sent, of, one, "")) for one in found.results]
    notices = [
        {
            "letter": one,
            "tracking": _tracking(sent, of, one, "n"),
            "end": sent
            if one is of and isinstance(sent, LetterEndForm)
            else LetterEndForm(auto_id=f"id_n{one.pk}_end_%s", initial={"on": today}, on=today),
        }
        for one in found.notices
    ]
    context = {"made": found.made, "rows": rows, "notices": notices, "form": sent}
    return render(request, "applications/posting_list.html", context)


def _tracking(sent: Form | None, of: object, one: DeliveryAttempt | PostedLetter, prefix: str) -> Form:
    if one is of and isinstance(sent, TrackingForm):
        return sent
    return TrackingForm(auto_id=f"id_{prefix}{one.pk}_%s")


@never_cache
@require("documents.deliver")
@require_safe
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """All letters in one file: a page for the window of the envelope before each document."""
    found = on_list(request, pk)
    return pdf_response(letters_pdf(*found), filename=f"{found.made.number}.pdf")


@never_cache
@require("documents.deliver")
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The posting list, in two lines for each letter, to be stamped by the post."""
    found = on_list(request, pk)
    return pdf_response(list_pdf(*found), filename=f"{found.made.number}-list.pdf")


@never_cache
@require("documents.deliver")
@require_POST
def tracking(request: HttpRequest, pk: int, attempt: int) -> HttpResponse:
    """The number that the post gave to one letter."""
    found = on_list(request, pk)
    letter = next((one for one in found.results if one.pk == attempt), None)
    if letter is None:
        raise Http404
    form = TrackingForm(request.POST, auto_id=f"id_{letter.pk}_%s")
    if form.is_valid():
        number = form.cleaned_data["tracking"]
        tell_entered(request, note_tracking(letter, tracking=number, by=actor_of(request.user), at=timezone.now()))
        return redirect("applications:posting_list", pk=pk)
    return list_page(request, found, form, letter)


def tell_entered(request: HttpRequest, is_entered: bool) -> None:
    if is_entered:
        messages.success(request, _("Entered."))
    else:
        messages.info(request, _("It was entered before. Nothing was changed."))
