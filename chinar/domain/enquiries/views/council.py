"""Questions of councillors to the mayor: the public register, and the desk that keeps it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.enquiries import access, council
from chinar.domain.enquiries.forms_of_council import AnswerForm, EnterForm, SessionForm, VoidForm
from chinar.domain.enquiries.models import CouncillorQuestion
from chinar.domain.enquiries.searching import COUNCIL
from chinar.foundation.core.forms import Form
from chinar.foundation.people.access import actor_of, can, require
from chinar.foundation.trail.access import ABILITY
from chinar.foundation.trail.queries import story_of

ON_A_PAGE = 30
DONE = {
    "session": gettext_lazy("The session is entered."),
    "answer": gettext_lazy("The answer stands in the register now."),
    "void": gettext_lazy("Voided. The number stays visible."),
}


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The newest first; with `?show=open` those that wait for an answer."""
    rows = CouncillorQuestion.objects.order_by("-id")
    show = "open" if request.GET.get("show") == "open" else ""
    page = Paginator(rows.open() if show else rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "enquiries/council.html", {"page": page, "show": show, "today": timezone.localdate()})


@require_safe
def question(request: HttpRequest, number: str) -> HttpResponse:
    """One question with its answer; of a voided number only why."""
    row = access.get_councillor_question(number)
    context = {"row": row, "today": timezone.localdate(), "told": story_of(COUNCIL, number)}
    return render(request, "enquiries/councillor_question.html", context)


@never_cache
@require("council.record")
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, by session; then what was answered last."""
    rows = CouncillorQuestion.objects.select_related("department")
    context = {
        "waiting": list(rows.open().order_by("session_on", "id")[:ON_A_PAGE]),
        "answered": list(rows.standing().exclude(answered_on=None).order_by("-answered_on", "-id")[:10]),
        "today": timezone.localdate(),
    }
    return render(request, "enquiries/council_desk.html", context)


@never_cache
@require("council.record")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A new question."""
    today = timezone.localdate()
    if request.method != "POST":
        form = EnterForm(initial={"idempotency_key": uuid4(), "received_on": today}, on=today)
        return render(request, "enquiries/council_enter.html", {"form": form})
    form = EnterForm(request.POST, on=today)
    if not form.is_valid():
        return render(request, "enquiries/council_enter.html", {"form": form})
    try:
        with transaction.atomic():
            new = council.NewQuestion(**form.cleaned_data)
            row = council.enter_question(new, by=actor_of(request.user), at=timezone.now())
    except IntegrityError:
        # The same form arrived twice at once: what the other one registered is the answer.
        row = CouncillorQuestion.objects.get(idempotency_key=form.cleaned_data["idempotency_key"])
    messages.success(request, _("Registered as %(number)s. Everybody can read it.") % {"number": row.number})
    return redirect("enquiries:council_one", entry=row.number)


@never_cache
@require("council.record")
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, entry: str) -> HttpResponse:
    """One question at the desk: its session, its answer, or that it was entered in error."""
    row, today = access.get_councillor_question(entry), timezone.localdate()
    forms = _forms(row, today)
    if request.method != "POST":
        return _page(request, row, {verb: made(None) for verb, made in forms.items()})
    verb = request.POST.get("verb", "")
    if verb not in forms:
        return HttpResponseBadRequest()
    form = forms[verb](request.POST)
    if form.is_valid():
        try:
            _ACTIONS[verb](row, **form.cleaned_data, by=actor_of(request.user), at=timezone.now())
            messages.success(request, DONE[verb])
            return redirect("enquiries:council_one", entry=entry)
        except council.Settled:
            form.add_error(None, _("A colleague has answered or voided it meanwhile. Your text is still here."))
            row = access.get_councillor_question(entry)
    return _page(request, row, {**{other: made(None) for other, made in forms.items()}, verb: form}, tried=form)


_ACTIONS: dict[str, Callable[..., Any]] = {
    "session": council.set_session,
    "answer": council.answer_question,
    "void": council.void_question,
}


def _forms(row: CouncillorQuestion, today: Any) -> dict[str, Callable[[Any], Form]]:
    """The forms of the page, each made of what was sent or, with None, as it is first shown."""
    when = {"session_on": row.session_on, "department": row.department_id}
    written = {"answer_form": CouncillorQuestion.Form.WRITTEN.value, "answered_on": today}
    return {
        "session": lambda sent: SessionForm(sent, initial=when, received_on=row.received_on, prefix=""),
        "answer": lambda sent: AnswerForm(sent, initial=written, on=today),
        "void": VoidForm,
    }


def _page(
    request: HttpRequest, row: CouncillorQuestion, forms: dict[str, Form], *, tried: Form | None = None
) -> HttpResponse:
    is_open = row.answered_on is None and row.voided_at is None
    shown = is_open or tried is not None
    context = {
        "row": row,
        "forms": forms if shown else {},
        "tried": tried,
        "is_open": is_open,
        "today": timezone.localdate(),
        "may_link": row.voided_at is None and can(request.user, ABILITY),
    }
    return render(request, "enquiries/council_one.html", context)
