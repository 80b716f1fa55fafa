"""Somebody was served at a counter or on the telephone without a matter: they may say how that went."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.applications.kinds import APPLICATION
from chinar.domain.cases.rating.asking import Contact, ask_after_contact
from chinar.domain.visits import access
from chinar.domain.visits.forms_of_rating import ContactForm
from chinar.foundation.people.access import actor_of, require


@never_cache
@require(access.ABILITY)
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Notes the contact, with nothing of who it was, and leads to its slip; a second press leads to the same."""
    places = [(one, one.department) for one in access.offices_of(request.user, on=timezone.localdate())]
    units = {office.code: department for office, department in places if department is not None}
    offices = [office for office, department in places if department is not None]
    if not offices:  # an office whose unit nobody has told has nobody who could answer
        return render(request, "visits/no_office.html")
    initial = {"key": uuid4(), "occasion": request.GET.get("occasion", ""), "who": "citizen", "office": offices[0].code}
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        offices=offices,
        services=APPLICATION.subject_names(),
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        office = next(one for one in offices if one.code == typed["office"])
        noted = Contact(
            typed["occasion"],
            units[office.code],
            office,
            kind=APPLICATION.code if typed["service"] else "",
            service=typed["service"],
            by_company=typed["who"] == "company",
        )
        asked = ask_after_contact(typed["key"], noted, by=actor_of(request.user), at=timezone.now())
        return redirect("cases:rating_slip", pk=asked.pk)
    return render(request, "visits/rating_contact.html", {"form": form, "several": len(offices) > 1})
