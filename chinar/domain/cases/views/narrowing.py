"""An official narrows the worklist, and keeps what they often look at under a name."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.cases.actions import keeping_filters
from chinar.domain.cases.filters import Filter
from chinar.domain.cases.forms_of_worklists import FilterForm, SavedFilterForm
from chinar.domain.cases.models import SavedFilter
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("cases.read")
@require_safe
def narrow(request: HttpRequest) -> HttpResponse:
    """Everything by which the list can be narrowed; what is chosen leads to the list."""
    chosen, today = Filter.read(request.GET), timezone.localdate()
    if "apply" in request.GET:
        form = FilterForm(request.GET, user=request.user, today=today)
        if form.is_valid():
            return redirect(way_to(form.chosen()))
    else:
        form = FilterForm(user=request.user, today=today, initial=_initial(chosen))
    return _page(request, chosen, form, SavedFilterForm())


def way_to(chosen: Filter) -> str:
    """The address of the list so chosen."""
    query = chosen.query()
    return f"{reverse('cases:worklist')}?{query}" if query else reverse("cases:worklist")


def _initial(chosen: Filter) -> dict[str, object]:
    return {name: getattr(chosen, name) for name in FilterForm.base_fields}


def _page(
    request: HttpRequest,
    chosen: Filter,
    form: FilterForm,
    keeping: SavedFilterForm,
    renaming: SavedFilterForm | None = None,
) -> HttpResponse:
    """`renaming` is the name that was sent for one of the kept filters and not taken."""
    kept = [(one, _name_of(one, renaming)) for one in SavedFilter.objects.filter(account_id=request.user.pk)]
    wrong = renaming or (keeping if keeping.is_bound else form)
    context = {"form": form, "keeping": keeping, "wrong": wrong, "chosen": chosen, "kept": kept}
    return render(request, "cases/narrow.html", {**context, "query": chosen.query()})


def _name_of(one: SavedFilter, renaming: SavedFilterForm | None) -> SavedFilterForm:
    sent = renaming if renaming and renaming.prefix == f"kept-{one.pk}" else None
    form = sent or SavedFilterForm(prefix=f"kept-{one.pk}", initial={"name": one.name})
    form.fields["name"].label = _("New name of the filter “%(name)s”") % {"name": one.name}
    return form


@require("cases.read")
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keeps the filter of the list under a name of the official's own."""
    chosen = Filter.read(QueryDict(request.POST.get("query", "")[:1000]))
    form = SavedFilterForm(request.POST)
    if form.is_valid():
        try:
            keeping_filters.save_filter(
                chosen, name=form.cleaned_data["name"], by=actor_of(request.user), at=timezone.now()
            )
        except keeping_filters.TooManyFilters:
            form.add_error("name", _("You keep as many filters as there may be. Remove one first."))
        else:
            messages.success(request, _("The filter is kept; it stands above the list."))
            return redirect(way_to(chosen))
    narrowing = FilterForm(user=request.user, today=timezone.localdate(), initial=_initial(chosen))
    return _page(request, chosen, narrowing, form)


@require("cases.read")
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name for a filter of one's own; another's is not there."""
    kept = SavedFilter.objects.filter(account_id=request.user.pk, pk=pk).first()
    if kept is None:
        raise Http404
    form = SavedFilterForm(request.POST, prefix=f"kept-{pk}")
    if form.is_valid():
        try:
            keeping_filters.rename_filter(pk, **form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        except keeping_filters.NameTaken:
            form.add_error("name", _("You keep another filter under this name."))
        else:
            messages.success(request, _("The filter has its new name."))
            return redirect("cases:narrow")
    chosen = Filter.read(QueryDict(kept.query))
    narrowing = FilterForm(user=request.user, today=timezone.localdate(), initial=_initial(chosen))
    return _page(request, chosen, narrowing, SavedFilterForm(), renaming=form)


@require("cases.read")
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Removes a filter of one's own; another's is not there."""
    if keeping_filters.drop_filter(pk, by=actor_of(request.user), at=timezone.now()):
        messages.success(request, _("The filter is removed."))
    return redirect("cases:narrow")
