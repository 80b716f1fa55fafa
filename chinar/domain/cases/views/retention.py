"""Terms of keeping, and the destruction list: proposed, approved by two people, carried out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.cases import kinds, outcomes
from chinar.domain.cases.actions import destroying
from chinar.domain.cases.forms import TermForm
from chinar.domain.cases.models import DestructionItem, DestructionList
from chinar.foundation.people.access import actor_of, require

SHOWN = 200


@never_cache
@require("retention.manage")
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """The terms of every kind and outcome, the list that waits, and those before it."""
    return _page(request, TermForm(matters=_matters()))


def _page(request: HttpRequest, form: TermForm, status: int = 200) -> HttpResponse:
    pending = DestructionList.objects.pending().select_related("first_by").first()
    items = DestructionItem.objects.filter(list=pending).select_related("case").order_by("case_id")
    context = {
        "form": form,
        "terms": [(words, destroying.term_of(*code.split("/"))) for code, words in _matters()],
        "pending": pending,
        "items": items[:SHOWN],
        "number": items.count(),
        "mine": bool(pending and pending.first_by_id == request.user.pk),
        "done": DestructionList.objects.exclude(done_at=None).order_by("-id")[:20],
    }
    return render(request, "cases/retention.html", context, status=status)


def _matters() -> list[tuple[str, str]]:
    """Every kind and outcome of which something can be destroyed."""
    destroyable = [kind for kind in kinds.registered() if kind.destroy]
    return [
        (f"{kind.code}/{code}", f"{kind.name}: {name}") for kind in destroyable for code, name in outcomes.all_of(kind)
    ]


@never_cache
@require("retention.manage")
@require_POST
def set_term(request: HttpRequest) -> HttpResponse:
    """The municipality's own term for a kind and outcome."""
    form = TermForm(request.POST, matters=_matters())
    if not form.is_valid():
        return _page(request, form)
    kind, outcome = form.cleaned_data["matter"].split("/")
    years, source = form.cleaned_data["years"], form.cleaned_data["source"]
    try:
        destroying.set_term(
            kind=kind, outcome=outcome, years=years, source=source, by=actor_of(request.user), at=timezone.now()
        )
    except ValueError as law:
        form.add_error("years", _("%(source)s asks for a longer term.") % {"source": law})
        return _page(request, form)
    messages.success(request, _("The term is kept."))
    return redirect("cases:retention")


@never_cache
@require("retention.manage")
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Lists what was kept long enough."""
    return _done(request, lambda **who: destroying.propose_destruction(**who))


@never_cache
@require("retention.manage")
@require_safe
def carried_out(request: HttpRequest, pk: int) -> HttpResponse:
    """A list that was carried out, for as long as the municipality exists: what was destroyed, why, and by whom."""
    who = ("proposed_by", "first_by", "second_by")
    listed = DestructionList.objects.exclude(done_at=None).select_related(*who).filter(pk=pk).first()
    if listed is None:
        raise Http404
    items = DestructionItem.objects.filter(list=listed).select_related("case").order_by("case_id")
    rows = [(item, kinds.kind_of(item.case).name, outcomes.outcome_of(item.case)) for item in items]
    return render(request, "cases/destruction_list.html", {"listed": listed, "rows": rows})


@never_cache
@require("retention.manage")
@require_POST
def answer(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approves, drops or carries out a list."""
    verbs: dict[str, Callable[..., Any]] = {
        "approve": destroying.approve_destruction,
        "drop": destroying.drop_list,
        "carry-out": destroying.carry_out,
    }
    listed = DestructionList.objects.filter(pk=pk).first()
    if listed is None or verb not in verbs:
        raise Http404
    return _done(request, lambda **who: verbs[verb](listed, **who))


def _done(request: HttpRequest, act: Callable[..., Any]) -> HttpResponse:
    try:
        act(by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("Done. It stands in the journal."))
    except destroying.NothingToDestroy:
        messages.info(request, _("No term of keeping is over. Nothing was listed."))
    except destroying.ListPending:
        messages.error(request, _("A list waits already. Nothing was changed."))
    except destroying.NeedsAnother:
        messages.error(request, _("You have approved the list already; the second approval is another person's."))
    except destroying.NotApproved:
        messages.error(request, _("The list is not approved by two people, or it was done or dropped meanwhile."))
    return redirect("cases:retention")
