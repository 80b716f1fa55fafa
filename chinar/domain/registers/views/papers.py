"""Papers that were not asked for, and those that were."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from chinar.domain.cases.views.public import matter_for
from chinar.domain.registers import access
from chinar.domain.registers.actions.expecting import OfService
from chinar.domain.registers.actions.papers import LookedAt, look_into_paper, tell_of_paper
from chinar.domain.registers.forms import PaperForm
from chinar.domain.registers.models import Evidence, PaperAsked
from chinar.domain.registers.queries import papers_asked, papers_spared
from chinar.foundation.people.access import actor_of, citizen_of, require

MOST = 200


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """How many papers citizens did not have to bring, by month and service; how often one was asked for."""
    today = timezone.localdate()
    spared = papers_spared(on=today)
    context = {"spared": spared, "total": sum(row.papers for row in spared), "asked": papers_asked(on=today)}
    return render(request, "registers/papers.html", context)


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """Thanks, and what happens next."""
    return render(request, "registers/told.html", {"asked": papers_asked(on=timezone.localdate())})


@never_cache
@ratelimit(key="ip", rate="5/h", method="POST", block=False)  # type: ignore[untyped-decorator]
@require_POST
def tell(request: HttpRequest, number: str) -> HttpResponse:
    """From the page of a matter: I was asked for a paper that the state has."""
    case = matter_for(request, number)
    evidence = Evidence.objects.filter(case=case).first()
    if evidence is None or getattr(request, "limited", False):
        messages.info(request, _("You have told us already. Thank you; the secretary looks into it."))
        return redirect("cases:matter", number=number)
    of = OfService(evidence.service, evidence.service_name, evidence.service_name_en, evidence.version)
    tell_of_paper(of, case=case, by=citizen_of(request.user), at=timezone.now())
    return redirect("registers:told")


@never_cache
@require("registers.oversee")
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What citizens said, those not looked into first; and the figure that the mayor shows."""
    rows = PaperAsked.objects.select_related("case", "looked_by").order_by("-at")[:MOST]
    context = {
        "rows": sorted(rows, key=lambda row: row.looked_at is not None),
        "spared": papers_spared(on=timezone.localdate()),
    }
    return render(request, "registers/desk_papers.html", context)


@never_cache
@require("registers.oversee")
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretary writes down what they found."""
    paper = access.get_paper(pk)
    form = PaperForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            look_into_paper(paper, finding=form.cleaned_data["finding"], by=actor_of(request.user), at=timezone.now())
        except LookedAt:
            form.add_error(None, _("A colleague has looked into it meanwhile. Nothing was changed."))
        else:
            messages.success(request, _("Your finding is kept."))
            return redirect("registers:desk_papers")
    return render(request, "registers/look.html", {"paper": paper, "form": form})
