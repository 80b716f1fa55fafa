"""Pages that the law asks of every municipality: they stand from the first day, whoever has said what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chinar.domain.catalogue.access import stated_here
from chinar.foundation.offices.queries import main_desk


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Accessibility statement with a contact for feedback (ЗЕУ чл. 58в; НОИИСРЕАУ чл. 39-39а)."""
    return render(request, "portal/accessibility.html", {"stated": stated_here(), "desk": main_desk()})


@require_safe
def charter(request: HttpRequest) -> HttpResponse:
    """The client's charter with the fifteen mandatory standards (НАО чл. 20-21, прил. 7)."""
    return render(request, "portal/charter.html", {"stated": stated_here(), "desk": main_desk()})
