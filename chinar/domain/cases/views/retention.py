"""Terms of keeping, and the destruction list: proposed, approved by two people, carried out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.cases import kinds, outcomes
from chinar.domain.cases.actions import destroying
from chinar.domain.cases.destruction_lists import as_pdf, rows_of, steps_of
from chinar.domain.cases.forms import TermForm
from chinar.domain.cases.models import DestructionItem, DestructionList
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.territory.models import Municipality

ON_A_PAGE = 100
NOT_FOR_THEM = gettext_lazy(
    "The list names a matter in which you may not take part, so you can neither approve it nor carry it out. "
    "A colleague with the same right can."
)


@never_cache
@require("retention.manage")
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """The terms of every kind and outcome, the list that waits, and those before it."""
    return _page(request, TermForm(matters=_matters()))


def _page(request: HttpRequest, form: TermForm, status: int = 200) -> HttpResponse:
    pending = DestructionList.objects.pending().select_related("first_by").first()
    context = {
        "form": form,
        "terms": [(words, destroying.term_of(*code.split("/"))) for code, words in _matters()],
        "pending": pending,
        "number": DestructionItem.objects.filter(list=pending).shown_to(request.user.pk).count(),
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
def destruction_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A list that waits, before whoever approves it; or one that was carried out, for as long as the municipality
    exists: what was destroyed, why, and by whom. `form=pdf` prints it, which the journal keeps."""
    who = ("proposed_by", "first_by", "second_by")
    listed = DestructionList.objects.filter(dropped_at=None).select_related(*who).filter(pk=pk).first()
    if listed is None:
        raise Http404
    items = DestructionItem.objects.filter(list=listed)
    shown = items.shown_to(request.user.pk).select_related("case").order_by("case_id")
    barred = items.not_for(request.user.pk).exists()
    if request.GET.get("form") == "pdf":
        return _paper(request, listed, shown, hides=shown.count() < items.count())
    page = Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "listed": listed,
        "steps": steps_of(listed),
        "page": page,
        "rows": rows_of(page.object_list, done=bool(listed.done_at)),
        "barred": NOT_FOR_THEM if barred and not listed.done_at else "",
        "mine": listed.first_by_id == request.user.pk,
    }
    return render(request, "cases/destruction_list.html", context)


def _paper(request: HttpRequest, listed: DestructionList, items: Any, *, hides: bool) -> HttpResponse:
    at = timezone.now()
    municipality: Municipality = request.municipality  # type: ignore[attr-defined]
    rows = rows_of(items, done=bool(listed.done_at))
    pdf = as_pdf(listed, rows, hides=hides, municipality=municipality, at=at)
    facts = {"n": str(len(rows))}
    record(
        "retention.printed", by=actor_of(request.user), at=at, subject=str(listed.pk), subject_kind="destruction",
        facts=facts,
    )  # fmt: skip
    return pdf_response(pdf, filename=f"destruction-list-{listed.pk}.pdf")


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
    answered = _done(request, lambda **who: verbs[verb](listed, **who))
    return answered if verb == "drop" else redirect("cases:destruction_list", pk=pk)


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
    except destroying.NotForThem:
        messages.error(request, NOT_FOR_THEM)
    except destroying.NotApproved:
        messages.error(request, _("The list is not approved by two people, or it was done or dropped meanwhile."))
    return redirect("cases:retention")
