"""The editor of the catalogue changes what services ask: seen as a preview, then published as a new version."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.catalogue import access, actions
from chinar.domain.catalogue.forms import QuestionsForm
from chinar.domain.catalogue.models import ServiceVersion
from chinar.domain.catalogue.views.meanwhile import tell_other
from chinar.domain.questionnaires.forms import AnswersForm
from chinar.domain.questionnaires.reading import read
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("catalogue.edit")
@require_safe
def question_sets(request: HttpRequest) -> HttpResponse:
    """The services that ask by a question set."""
    return render(request, "catalogue/question_sets.html", {"versions": access.asking_versions()})


@never_cache
@require("catalogue.edit")
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """Both texts of a service; a mistake is named with its place, and nothing typed is lost."""
    version = access.get_asking_version(code)
    form = QuestionsForm(request.POST if request.method == "POST" else None, initial=_as_it_holds(version))
    context: dict[str, Any] = {"form": form, "version": version, "preview": [], "other": []}
    if request.method != "POST" or not form.is_valid():
        return render(request, "catalogue/questions.html", context)
    if "preview" in request.POST:
        context["preview"] = [_preview(request, form.cleaned_data[name]) for name in ("questions", "result")]
        return render(request, "catalogue/questions.html", context)
    by, at = actor_of(request.user), timezone.now()
    try:
        published = actions.publish_questions_of(version.service, by=by, at=at, **form.cleaned_data)
    except actions.ChangedMeanwhile:
        context["other"] = tell_other(form, _as_it_holds(access.get_asking_version(code)))
        return render(request, "catalogue/questions.html", context)
    messages.success(request, _("Version %(number)s of the service holds now.") % {"number": published.number})
    return redirect("catalogue:question_sets")


def _as_it_holds(version: ServiceVersion) -> dict[str, Any]:
    asked, filled_in = access.texts_of(version)
    return {"questions": asked.text, "result": filled_in.text, "seen": version.number}


def _preview(request: HttpRequest, text: str) -> list[tuple[str, AnswersForm]]:
    """(heading, form) of each page, with everything shown that may be asked."""
    municipality, today = request.municipality, timezone.localdate()  # type: ignore[attr-defined]
    definition = read(text)
    met = {q.when.question: q.when.value for q in definition.questions if q.when}
    return [
        (page.title.bg, AnswersForm(page.questions, on=today, municipality=municipality, earlier=met))
        for page in definition.pages
    ]
