"""What helps people find: words that mean the same, and what was sought without success."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chinar.foundation.people.access import actor_of, require
from chinar.foundation.search import actions
from chinar.foundation.search.everyday import everyday
from chinar.foundation.search.forms import SynonymForm
from chinar.foundation.search.models import Miss, Synonym

SHOWN_DAYS, SHOWN_ROWS = 30, 50


@never_cache
@require("search.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def synonyms(request: HttpRequest) -> HttpResponse:
    """The synonyms of the municipality with a form for one more, and the searches that found nothing."""
    form = SynonymForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_synonym(words=form.cleaned_data["words"], by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("Added. From now on each of these words finds what the others find."))
        return redirect("search:synonyms")
    since = timezone.localdate() - timedelta(days=SHOWN_DAYS)
    misses = Miss.objects.filter(on__gte=since).values("words").annotate(total=Sum("times")).order_by("-total", "words")
    context = {
        "form": form,
        "synonyms": Synonym.objects.all(),
        "everyday": everyday(),
        "misses": misses[:SHOWN_ROWS],
        "days": SHOWN_DAYS,
    }
    return render(request, "search/synonyms.html", context)


@require("search.edit")
@require_POST
def remove_synonym(request: HttpRequest, pk: int) -> HttpResponse:
    synonym = get_object_or_404(Synonym, pk=pk)
    actions.remove_synonym(synonym, by=actor_of(request.user), at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("search:synonyms")
