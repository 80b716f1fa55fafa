"""Ratings at the desk: what the unit owes an answer, slips and what is written down from them, figures, the promise."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.cases.exports import as_csv
from chinar.domain.cases.models import Rating
from chinar.domain.cases.rating import access, table, tables
from chinar.domain.cases.rating.actions import AlreadyRated, AlreadyReplied, TooLate, give, reply
from chinar.domain.cases.rating.asking import link_to
from chinar.domain.cases.rating.forms import PaperForm, PlanForm, ReplyForm
from chinar.domain.cases.rating.naming import called, names
from chinar.domain.cases.rating.printing import slip_pdf
from chinar.domain.cases.rating.promises import plan_in_force, set_plan
from chinar.domain.cases.rating.words import CHOICES
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.people.access import actor_of, can, departments_of, require

MOST = 100


@never_cache
@require(access.ANSWER)
@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    """What is owed an answer, the nearest day first; with `?show=all` the last hundred of all marks."""
    today = timezone.localdate()
    shows_all = request.GET.get("show") == "all"
    rows = access.ratings_for(request.user, on=today).select_related("request__department", "request__office", "reply")
    owed_n = access.ratings_for(request.user, on=today).owed().count()
    listed = rows.order_by("-id") if shows_all else rows.owed().order_by("due_on", "id")
    found = list(listed[:MOST])
    record_read("rating.listed", by=actor_of(request.user), at=timezone.now(), ids=[row.pk for row in found])
    called_by_request = names([row.request for row in found])
    context = {
        "rows": [(row, called_by_request[row.request_id]) for row in found],
        "shows_all": shows_all,
        "owed": owed_n,
        "most": MOST,
        "today": today,
        "marks": dict(CHOICES),
        "may_set": can(request.user, "ratings.set"),
    }
    return render(request, "cases/rating/ratings.html", context)


@never_cache
@require(access.ANSWER)
@require_safe
def export(request: HttpRequest, year: str) -> HttpResponse:
    """The marks of a year that the reader may read, as CSV, without the words."""
    today = timezone.localdate()
    rows = access.ratings_for(request.user, on=today).filter(at__year=_year(year, today.year))
    found = list(table.lines(rows))
    facts = {"year": year, "n": str(len(found))}
    record_read("rating.exported", by=actor_of(request.user), at=timezone.now(), facts=facts)
    response = HttpResponse(as_csv(table.columns(), found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ratings-{year}.csv"'
    return response


@never_cache
@require(access.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: HttpRequest, pk: int) -> HttpResponse:
    """One rating with its words, and the answer of the unit: owed to a low one."""
    found = access.get_rating_for(request.user, pk, on=timezone.localdate())
    by, at = actor_of(request.user), timezone.now()
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reply(found, text=form.cleaned_data["text"], by=by, at=at)
        except AlreadyReplied:
            text = _("A colleague has answered meanwhile, or it needs no answer. Yours was not sent; it stands below.")
            form.add_error(None, text)
            found = access.get_rating_for(request.user, pk, on=timezone.localdate())
        else:
            messages.success(request, _("The answer is kept. Who left an address is told where to read it."))
            return redirect("cases:ratings")
    record_read("rating.read", by=by, at=at, subject=str(pk), subject_kind="rating")
    return render(request, "cases/rating/rating.html", _about(found, form))


def _about(found: Rating, form: ReplyForm) -> dict[str, object]:
    given = getattr(found, "reply", None)
    return {
        "rating": found,
        "reply": given,
        "what": called(found.request),
        "form": form if found.is_low and not found.emptied_at and (not given or form.is_bound) else None,
        "today": timezone.localdate(),
        "marks": dict(CHOICES),
    }


@never_cache
@require(access.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A slip that came back on paper, or what somebody says at the counter, is written down."""
    today = timezone.localdate()
    form = PaperForm(request.POST if request.method == "POST" else None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid() and _entered(request, form):
        messages.success(request, _("The rating is kept. You can enter the next one."))
        return redirect("cases:enter_rating")
    return render(request, "cases/rating/enter.html", {"form": form, "today": today})


def _entered(request: HttpRequest, form: PaperForm) -> bool:
    """False with the reason beside the code."""
    found = access.find_request(form.cleaned_data["code"])
    if found is None:
        form.add_error("code", _("We find no such code. Compare it with the paper sign by sign."))
        return False
    try:
        asked = access.get_request_for(request.user, found.pk, on=timezone.localdate())
        given = form.given(get_language() or "bg")
        give(asked, given, way=Rating.Way.OFFICIAL, by=actor_of(request.user), at=timezone.now())
    except Http404:
        form.add_error("code", _("We find no such code. Compare it with the paper sign by sign."))
    except AlreadyRated:
        form.add_error("code", _("This slip has been used: each contact is rated once."))
    except TooLate:
        form.add_error("code", _("The time to use this slip is over."))
    else:
        return True
    return False


@never_cache
@require(access.ENTER)
@require_safe
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The code of a contact: to print, to read aloud, or to open here and hand over the screen."""
    asked = access.get_request_for(request.user, pk, on=timezone.localdate())
    context = {
        "asked": asked,
        "what": called(asked),
        "code": format_code(asked.code),
        "is_given": hasattr(asked, "rating"),
        "is_over": asked.until < timezone.localdate(),
        "key": uuid4(),
    }
    return render(request, "cases/rating/slip.html", context)


@never_cache
@require(access.ENTER)
@require_safe
def print_slip(request: HttpRequest, pk: int) -> HttpResponse:
    asked = access.get_request_for(request.user, pk, on=timezone.localdate())
    link = link_to(asked, asked.municipality.slug)
    return pdf_response(slip_pdf(asked, link, at=timezone.now()), filename=f"rating-slip-{pk}.pdf")


@never_cache
@require("figures.read")
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """By service, department and office, citizens and companies apart; small groups are folded."""
    this_year = timezone.localdate().year
    year = _year(request.GET.get("year", ""), this_year)
    departments = departments_of(request.user, "figures.read", on=timezone.localdate())
    citizens, companies = tables.ratings_of(year, departments=departments)
    parts = [(_("Citizens"), citizens), (_("Companies and organisations"), companies)]
    context = {"parts": parts, "year": year, "years": sorted({this_year, *tables.years()}, reverse=True)}
    return render(request, "cases/rating/figures.html", context)


def _year(typed: str, this_year: int) -> int:
    if not typed:
        return this_year
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 4 and 2000 <= int(typed) <= this_year):
        raise Http404
    return int(typed)


@never_cache
@require("ratings.set")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """What the town promises: the secretary sets it."""
    form = PlanForm(request.POST) if request.method == "POST" else PlanForm.showing(plan_in_force())
    if request.method == "POST" and form.is_valid():
        set_plan(form.plan(), by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("The municipality promises this from now on."))
        return redirect("cases:rating_plan")
    return render(request, "cases/rating/plan.html", {"form": form})
