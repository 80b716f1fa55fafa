"""How the town hall works: for everybody to read, and for an editor to say what only the municipality knows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.cases.views.ways import followed
from chinar.domain.catalogue.describing import ChangedMeanwhile, describe
from chinar.domain.catalogue.forms_of_departments import DepartmentTextForm
from chinar.domain.catalogue.models import DepartmentText
from chinar.domain.catalogue.town_hall import in_order, open_days, town_hall
from chinar.foundation.offices.views.public import weekday
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.territory.models import Department


@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """Who decides what: departments, their services, who leads them, where and when they are open."""
    now = timezone.localtime().replace(tzinfo=None)
    context = {"units": town_hall(now=now), "kinds": followed(), "open_days": open_days, "weekday": weekday}
    return render(request, "catalogue/town_hall.html", context)


@never_cache
@require("catalogue.edit")
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """Every department with what it says of itself, or that it says nothing yet."""
    written = {text.department_id: text for text in DepartmentText.objects.published_rows()}
    rows = [(one, written.get(one.pk)) for one, _depth in in_order(Department.objects.current().order_by("name"))]
    return render(request, "catalogue/department_texts.html", {"rows": rows})


@never_cache
@require("catalogue.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of one department. Of two editors at once the first publishes, the other is told and keeps the text."""
    department = get_object_or_404(Department.objects.current(), pk=pk)
    held = DepartmentText.objects.published_rows().filter(department=department).first()
    known = {"text": held.text, "text_en": held.text_en, "seen": held.pk} if held else {"seen": 0}
    form = DepartmentTextForm(request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            describe(department, **form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        except ChangedMeanwhile:
            form = DepartmentTextForm({**request.POST.dict(), "seen": known["seen"]}, initial=known)
            form.add_error(
                "text",
                _("Somebody else has published other words meanwhile; they stand below. Publish again to replace them"),
            )
        else:
            messages.success(request, _("Published. The pages say it from now on."))
            return redirect("catalogue:department_texts")
    return render(request, "catalogue/department_text.html", {"form": form, "department": department, "held": held})
