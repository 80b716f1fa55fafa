"""The calendar at the desk: days of the council entered and withdrawn, and how conventions are read.

What a change would move is shown before it is confirmed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.forms import Form
from chinar.foundation.people.access import actor_of, can, require
from chinar.foundation.time import actions, explaining
from chinar.foundation.time.changes import Moved, rehearse
from chinar.foundation.time.days import places_of
from chinar.foundation.time.forms.calendar import LocalDayForm, ReadingForm, WithdrawForm
from chinar.foundation.time.forms.entered import entered
from chinar.foundation.time.models import LocalDay, ReadingChoice
from chinar.foundation.time.queries import calendars, missing_years
from chinar.foundation.time.readings import QUESTIONS, Question, question_of
from chinar.foundation.time.views.days import year_page

Change = Callable[[Actor, datetime], list[Moved]]
SHOWN = 50
"""So many matters are listed by number; of the rest how many there are."""


@never_cache
@require("calendar.watch")
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    context = {
        **year_page(request),
        "missing": missing_years(timezone.localdate()),
        "may_edit": can(request.user, "calendar.edit"),
    }
    return render(request, "time/desk_days.html", context)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the page of one change: heading, text before the form, button, words when it is done."""

    title: str | Promise
    confirm: str | Promise
    done: str | Promise
    about: str = ""
    back: str = "time:desk_days"


DECLARE = Page(
    gettext_lazy("Enter a day declared by the council"),
    gettext_lazy("Enter the day"),
    gettext_lazy("Entered. It counts from now on."),
)


@never_cache
@require("calendar.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """A day off or a working day for the municipality, a mayoralty or a settlement."""
    places = places_of(request.municipality)  # type: ignore[attr-defined]
    form = LocalDayForm(request.POST or None, places=places, calendars=calendars(), initial={"kind": "off"})
    return _step(request, DECLARE, form, lambda by, at: actions.declare_local_day(form.day(), by=by, at=at))


@never_cache
@require("calendar.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """A day that was entered in error."""
    day = get_object_or_404(LocalDay.objects.standing(), pk=pk)
    form = WithdrawForm(request.POST or None)
    page = Page(
        _("Withdraw a day that was entered in error"),
        _("Withdraw the day"),
        _("Withdrawn. It counts no more."),
        f"{explaining.day(day.date)}: {explaining.reason(day.reason)} ({day.act})",
    )

    def change(by: Actor, at: datetime) -> list[Moved]:
        return actions.withdraw_local_day(day, why=form.cleaned_data["why"], by=by, at=at)

    return _step(request, page, form, change)


@never_cache
@require("calendar.edit")
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """How the municipality reads what the law leaves open, since when, and by which act."""
    chosen = list(ReadingChoice.objects.select_related("entered_by"))
    rows = [(question, explaining.source(question.convention), _history(question, chosen)) for question in QUESTIONS]
    return render(request, "time/readings.html", {"rows": rows, "today": timezone.localdate()})


def _history(question: Question, chosen: list[ReadingChoice]) -> list[tuple[ReadingChoice, str | Promise]]:
    own = [row for row in chosen if row.convention == question.convention]
    return [(row, question.variant(row.variant).words) for row in reversed(own)]


@never_cache
@require("calendar.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def read_otherwise(request: HttpRequest, convention: str) -> HttpResponse:
    """Chooses in which way a convention is read from a day on."""
    try:
        question = question_of(convention)
    except LookupError:
        raise Http404 from None
    form = ReadingForm(request.POST or None, question=question)
    page = Page(
        _("How it is counted"),
        _("Count in this way"),
        _("Chosen. It counts from now on."),
        _("No lawyer has confirmed either reading, and every explanation says so (%(source)s).")
        % {"source": explaining.source(convention)},
        "time:readings",
    )

    def change(by: Actor, at: datetime) -> list[Moved]:
        given = form.cleaned_data
        return actions.choose_reading(
            convention, given["variant"], valid_from=given["valid_from"], act=given["act"], by=by, at=at
        )

    return _step(request, page, form, change)


def _step(request: HttpRequest, page: Page, form: Form, change: Change) -> HttpResponse:
    """Asked, shown with what it would move, confirmed."""
    by, at = actor_of(request.user), timezone.now()
    moved = None
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        if "confirm" in request.POST:
            return _confirmed(request, page, change)
        moved = rehearse(lambda: change(by, at), by=by, at=at)
    context = {
        "page": page,
        "form": form,
        "moved": moved,
        "entered": entered(form) if moved is not None else [],
        "shown": (moved or [])[:SHOWN],
        "later": sum(not one.stays for one in moved or ()),
        "stay": sum(one.stays for one in moved or ()),
    }
    return render(request, "time/desk_change.html", context)


def _confirmed(request: HttpRequest, page: Page, change: Change) -> HttpResponse:
    try:
        change(actor_of(request.user), timezone.now())
    except actions.AlreadyWithdrawn:
        messages.info(request, _("A colleague has withdrawn this day meanwhile. Nothing was changed."))
    else:
        messages.success(request, str(page.done))
    return redirect(page.back)
