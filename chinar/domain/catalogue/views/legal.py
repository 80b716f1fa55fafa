"""The privacy notice of each service, and what the municipality says on the pages that the law asks of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chinar.domain.cases.actions.destroying import term_of
from chinar.domain.catalogue import access
from chinar.domain.catalogue.forms import StatementForm
from chinar.domain.catalogue.stating import state
from chinar.foundation.offices.queries import main_desk
from chinar.foundation.people.access import actor_of, require


@require_safe
def privacy(request: HttpRequest, code: str) -> HttpResponse:
    """What becomes of personal data in one service (GDPR чл. 13-14)."""
    version = access.get_published_version(code)
    fetched = [one for one in version.requirements.all() if one.source != one.Source.CITIZEN]
    context = {
        "version": version,
        "stated": access.stated_here(),
        "desk": main_desk(),
        "fetched": fetched,
        "brought": version.brought(),
        "term": term_of("application", "granted"),
    }
    return render(request, "catalogue/privacy.html", context)


@require("catalogue.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def statements(request: HttpRequest) -> HttpResponse:
    """What only the municipality can say, for all these pages at once."""
    stated = access.stated_here()
    known = {name: getattr(stated, name) for name in StatementForm.base_fields}
    form = StatementForm(request.POST if request.method == "POST" else None, initial=known, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        town = request.municipality  # type: ignore[attr-defined]
        state(town, **form.cleaned_data, by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("Published. The pages say it from now on."))
        return redirect("catalogue:statements")
    return render(request, "catalogue/statements.html", {"form": form, "stated": stated})
