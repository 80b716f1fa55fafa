"""The town arranges its signals: categories, routing tried on past ones, templates, keys of Open311."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.reports import queries, trying
from chinar.domain.reports.access import digest_of
from chinar.domain.reports.actions import arranging
from chinar.domain.reports.forms.arranging import CategoryForm, KeyForm, RuleForm, TemplateForm
from chinar.domain.reports.models import AnswerTemplate, ApiKey, Category, RoutingRule
from chinar.domain.reports.printing import poster_pdf
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.moderation.actions import set_promise
from chinar.foundation.moderation.forms import PromiseForm
from chinar.foundation.moderation.models import ObjectionPromise
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.territory.models import Settlement
from chinar.foundation.territory.queries import settlements_of


@never_cache
@require("reports.set")
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Everything that the town has set, with the ways to change it."""
    return _settings_page(request)


def _settings_page(request: HttpRequest, promise_form: PromiseForm | None = None) -> HttpResponse:
    categories = list(Category.objects.select_related("department").order_by("position", "name"))
    context = {
        "categories": categories,
        "protects": any(one.nature == Category.Nature.PROTECTED and not one.withdrawn_at for one in categories),
        "rules": list(RoutingRule.objects.select_related("category", "settlement", "department")),
        "templates": list(AnswerTemplate.objects.select_related("category")),
        "keys": list(ApiKey.objects.valid()),
        "key_form": KeyForm(),
        "form": promise_form,
        "promise_form": promise_form or PromiseForm(initial={"days": _promised_days()}),
    }
    return render(request, "reports/settings.html", context)


def _promised_days() -> int | None:
    days: int | None = ObjectionPromise.objects.values_list("days", flat=True).first()
    return days


@never_cache
@require("reports.set")
@require_POST
def promise(request: HttpRequest) -> HttpResponse:
    """Within how many working days objections are decided: no law that we know says it."""
    form = PromiseForm(request.POST)
    if not form.is_valid():
        return _settings_page(request, form)
    set_promise(form.cleaned_data["days"], by=actor_of(request.user), at=timezone.now())
    messages.success(request, _("The promise is saved. It holds for objections from now on."))
    return redirect("reports:settings")


def _row(model: Any, pk: int) -> Any:
    """None for a new one (0). Raises Http404."""
    row = model.objects.filter(pk=pk).first()
    if pk and row is None:
        raise Http404
    return row


@never_cache
@require("reports.set")
def category(request: HttpRequest, pk: int) -> HttpResponse:
    """A new category (0), or one to be changed; its code stays, for signals name it."""
    row = _row(Category, pk)
    form = CategoryForm(request.POST if request.method == "POST" else None, initial=_of_category(row))
    if row is not None:
        del form.fields["code"]
    if request.method == "POST" and form.is_valid():
        code = row.code if row else form.cleaned_data["code"]
        if row is None and Category.objects.filter(code=code).exists():
            form.add_error("code", _("There is a category with this code already."))
        else:
            at = timezone.now()
            facts = {**form.facts(), "withdrawn_at": None if form.cleaned_data["is_offered"] else at}
            arranging.set_category(code=code, facts=facts, questions=form.questions(), by=actor_of(request.user), at=at)
            messages.success(request, _("The category is saved."))
            return redirect("reports:settings")
    return render(request, "reports/category.html", {"form": form, "category": row})


def _of_category(row: Category | None) -> dict[str, Any]:
    if row is None:
        return {}
    names = ("name", "name_en", "nature", "explanation", "explanation_en", "promise_days", "position")
    initial = {name: getattr(row, name) for name in names}
    initial |= {"department": row.department_id or "", "is_offered": row.withdrawn_at is None}
    for number, one in enumerate(row.questions.filter(withdrawn_at=None), 1):
        initial |= {
            f"q{number}_text": one.text,
            f"q{number}_text_en": one.text_en,
            f"q{number}_choices": one.choices,
            f"q{number}_required": one.is_required,
        }
    return initial


@never_cache
@require("reports.set")
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """A routing rule: saved, it is off; the page shows which past signals it would have sent elsewhere."""
    row = _row(RoutingRule, pk)
    names = ("position", "category_id", "settlement_id", "keywords", "department_id")
    initial = {name.removesuffix("_id"): getattr(row, name) or "" for name in names} if row else {}
    town = request.municipality  # type: ignore[attr-defined]
    form = RuleForm(request.POST if request.method == "POST" else None, initial=initial, town=town)
    if request.method == "POST" and form.is_valid():
        saved = arranging.set_rule(row, facts=form.facts(), by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("The rule is saved and off. Below stands what it would change."))
        return redirect("reports:rule", pk=saved.pk)
    trial = trying.trial_of(row, queries.past_for_routing()) if row else None
    return render(request, "reports/rule.html", {"form": form, "rule": row, "trial": trial})


@require("reports.set")
@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """On, off, or away."""
    row = _row(RoutingRule, pk)
    if row is None:
        raise Http404
    by, at = actor_of(request.user), timezone.now()
    if "drop" in request.POST:
        arranging.drop_rule(row, by=by, at=at)
        messages.success(request, _("The rule is gone."))
    else:
        arranging.switch_rule(row, is_on="on" in request.POST, by=by, at=at)
        messages.success(request, _("The rule works now.") if "on" in request.POST else _("The rule is off."))
    return redirect("reports:settings")


@never_cache
@require("reports.set")
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """A template of answers, new (0) or to be changed."""
    row = _row(AnswerTemplate, pk)
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=TemplateForm.of(row) if row else {})
    if request.method == "POST" and form.is_valid():
        arranging.set_template(row, facts=form.facts(), by=actor_of(request.user), at=timezone.now())
        messages.success(request, _("The template is saved."))
        return redirect("reports:settings")
    return render(request, "reports/template.html", {"form": form, "template": row})


@never_cache
@require("reports.set")
@require_POST
def give_key(request: HttpRequest) -> HttpResponse:
    """A key for a program that files signals through Open311; shown once."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write whose program it is."))
        return redirect("reports:settings")
    key = secrets.token_urlsafe(24)
    name = form.cleaned_data["name"]
    arranging.give_key(name=name, digest=digest_of(key), by=actor_of(request.user), at=timezone.now())
    return render(request, "reports/key.html", {"name": name, "key": key})


@require("reports.receive")
@require_safe
def posters(request: HttpRequest) -> HttpResponse:
    """A poster for each settlement, to be printed and hung up."""
    return render(request, "reports/posters.html", {"settlements": _settlements(request)})


def _settlements(request: HttpRequest) -> dict[str, Settlement]:
    town = request.municipality  # type: ignore[attr-defined]
    return {one.ekatte: one for one in settlements_of(town)}


@require("reports.receive")
@require_safe
def poster(request: HttpRequest, ekatte: str) -> HttpResponse:
    """The sign leads to the form with this settlement filled in."""
    settlement = _settlements(request).get(ekatte)
    if settlement is None:
        raise Http404
    address = request.build_absolute_uri(f"{reverse('reports:new')}?settlement={ekatte}")
    town = request.municipality  # type: ignore[attr-defined]
    content = poster_pdf(town, settlement, address=address, at=timezone.now())
    return pdf_response(content, filename=f"{settlement.full_name}.pdf")


@require("reports.set")
@require_POST
def revoke_key(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(ApiKey, pk)
    if row is None:
        raise Http404
    arranging.revoke_key(row, by=actor_of(request.user), at=timezone.now())
    messages.success(request, _("The key opens nothing any more."))
    return redirect("reports:settings")
