"""The services of the municipality, A to Z, and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chinar.domain.cases import legal_periods
from chinar.domain.catalogue import access
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.time import explaining
from chinar.foundation.time.rules import Period


@require_safe
def service_list(request: HttpRequest) -> HttpResponse:
    versions = ServiceVersion.objects.published_rows().select_related("service").order_by("name")
    return render(request, "catalogue/list.html", {"versions": versions})


@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """What, for whom, what to bring, how long, how much, where; then everything else."""
    version = access.get_published_version(code)
    rule = legal_periods.in_force(version.legal_period, on=localtime(version.published_at).date())
    context = {
        "version": version,
        "service": version.service,
        "period": explaining.period(Period.parse(version.period)),
        "article": rule.article_en if get_language() == "en" else rule.article,
        "rule": rule,
    }
    return render(request, "catalogue/service.html", context)
