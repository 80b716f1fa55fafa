"""Officials: the register of requests, what is asked for often, who handles them; an answer is published."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chinar.domain.cases import kinds
from chinar.domain.cases.access import actor_on
from chinar.domain.cases.rules import Phase
from chinar.domain.information_requests import access
from chinar.domain.information_requests.actions import publishing
from chinar.domain.information_requests.actions.arranging import arrange
from chinar.domain.information_requests.forms.publishing import ArrangeForm, PublicForm
from chinar.domain.information_requests.models import Arrangement, Decision, InformationRequest
from chinar.foundation.core.actor import Actor
from chinar.foundation.people.access import actor_of, require

ON_A_PAGE = 50
SHOWN = {
    "open": ~Q(case__phase__in=[Phase.DECIDED, Phase.CLOSED]),
    "waits": Q(case__state="decided"),
    "to_publish": Q(decision__isnull=False, decision__published=None, publication_refused=False),
}


@never_cache
@require(access.HANDLE)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every request, newest first; or those in hand, those whose access waits, those not published yet."""
    today, show = timezone.localdate(), request.GET.get("show", "")
    rows = access.handled_by(request.user, on=today).select_related("case__handler", "decision__published")
    if show in SHOWN:
        rows = rows.filter(SHOWN[show])
    page = Paginator(rows.order_by("-case__received_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(row, kinds.kind_of(row.case).state(row.case.state).for_official) for row in page.object_list],
        "show": show,
        "often": access.given_often(request.user, on=today),
        "today": today,
    }
    return render(request, "information_requests/desk_register.html", context)


@never_cache
@require("information.set")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Which department has the requests, and what decisions say of appeal."""
    kept = Arrangement.objects.first()
    known = {"department": str(kept.department_id), "appeal": kept.appeal} if kept else {}
    form = ArrangeForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        arrange(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("Saved. It holds for requests and decisions from now on."))
        return redirect("information_requests:settings")
    return render(request, "information_requests/settings.html", {"form": form})


@never_cache
@require(access.HANDLE)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, number: str) -> HttpResponse:
    """The wording for everybody: what was asked and answered, to be shortened and cleaned."""
    asked, decision = _decided(request, number)
    shown = access.published_of(decision)
    form = PublicForm(request.POST if request.method == "POST" else None, initial=_first_words(asked, decision))
    if request.method == "POST" and form.is_valid():
        try:
            by, at = _by(request, asked), timezone.now()
            made = publishing.publish(decision, **form.cleaned_data, by=by, at=at)
        except publishing.PublicationRefused:
            form.add_error(None, _("The applicant does not want it published. Nothing was published."))
        else:
            messages.success(request, _("Published in the register of requests."))
            return redirect("information_requests:answer", pk=made.pk)
    files = access.files_for_applicant(asked)
    context = {"form": form, "case": asked.case, "asked": asked, "published": shown, "files": files}
    return render(request, "information_requests/publish.html", context)


def _first_words(asked: InformationRequest, decision: Decision) -> dict[str, object]:
    kept = getattr(decision, "published", None)
    if kept is not None:
        return {"question": kept.question, "text": kept.text, "shows_files": kept.shows_files}
    text = "\n\n".join(part for part in (decision.given, decision.reasons) if part)
    return {"question": " ".join(asked.description.split())[:500], "text": text}


@require(access.HANDLE)
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Takes the public wording back; the decision stays."""
    asked, decision = _decided(request, number)
    if publishing.withdraw(decision, by=_by(request, asked), at=timezone.now()):
        messages.success(request, _("Withdrawn from the register of requests."))
    return redirect("cases:case", number=number)


def _decided(request: HttpRequest, number: str) -> tuple[InformationRequest, Decision]:
    """Raises Http404 while it is not decided."""
    asked = access.get_request_to_handle(request.user, number, on=timezone.localdate())
    decision = access.decision_of(asked)
    if decision is None:
        raise Http404
    decision.request = asked
    return asked, decision


def _by(request: HttpRequest, asked: InformationRequest) -> Actor:
    return actor_on(request.user, asked.case, on=timezone.localdate())
