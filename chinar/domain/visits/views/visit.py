"""The screen of a visit: every button first keeps whatever was typed, then does what it says."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django_ratelimit.core import is_ratelimited

from chinar.domain.applications.models import Draft
from chinar.domain.catalogue.access import get_published_version
from chinar.domain.visits import access, asking, queries
from chinar.domain.visits.actions import opening
from chinar.domain.visits.forms import (
    ContactForm,
    MandateForm,
    NewOrganisationForm,
    SeekForm,
    first_words,
    why_not_filer,
)
from chinar.domain.visits.models import Visit
from chinar.domain.visits.rules import Asked, Sought
from chinar.domain.visits.views.finishing import finish
from chinar.domain.visits.views.screen import FOUND_FOR, SALT, Screen
from chinar.foundation.journal.actions import record_read
from chinar.foundation.offices.queries import settlements_served
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.people.actions import remember_organisation, remember_person
from chinar.foundation.people.models import Organisation, Person

MOST_DIGITS = 5
"""Of a number of a service. What is sought stands in the address, where a personal number never may."""


@never_cache
@require(access.ABILITY)
def visit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Shows the visit, or keeps and does what was sent. The first sending begins it."""
    here = _visit(request, key)
    if here.finished_at is not None:
        return redirect("visits:done", key=key)
    screen = Screen.of(here, request.municipality, timezone.localdate())  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            return _serve(request, screen)
        except opening.AlreadyFinished:
            return _ended_meanwhile(request, here)
    by, at = actor_of(request.user), timezone.now()
    record_read("visit.read", by=by, at=at, subject=str(here.pk), subject_kind="visit")
    screen.open(request.GET.get("open", ""))
    if sought := request.GET.get("find", "").strip()[:100]:
        screen.sought, screen.offered = sought, queries.services(sought)
    return screen.page(request)


def _ended_meanwhile(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A colleague registered it, which leads to the receipt, or dropped it."""
    messages.info(request, _("A colleague has finished or dropped this visit meanwhile. Nothing was changed."))
    is_there = Visit.objects.filter(pk=visit.pk).exists()
    return redirect("visits:done", key=visit.key) if is_there else redirect("visits:counter")


def _visit(request: HttpRequest, key: UUID) -> Visit:
    """Of the official's own office; begun now when a new key comes with the first sending. Raises Http404."""
    today = timezone.localdate()
    try:
        return access.get_visit_for(request.user, key, on=today)
    except Http404:
        offices = access.offices_of(request.user, on=today)
        if request.method != "POST" or not offices or Visit.objects.filter(key=key).exists():
            raise
    chosen = request.POST.get("office", "")
    office = next((one for one in offices if one.code == chosen), offices[0])
    opening.open_visit(key, office=office, by=actor_of(request.user), at=timezone.now())
    return access.get_visit_for(request.user, key, on=today)


def _serve(request: HttpRequest, screen: Screen) -> HttpResponse:
    screen.open(request.POST.get("item", ""))
    if _changed_by_colleague(request, screen):
        return _told(request, screen)
    if not _keep(request, screen):
        return screen.page(request)
    verb, _colon, what = request.POST.get("do", "go").partition(":")
    act = ACTS.get(verb)
    if act is None:
        raise Http404
    return act(request, screen, what)


def _changed_by_colleague(request: HttpRequest, screen: Screen) -> bool:
    seen, visit = request.POST.get("seen", ""), screen.visit
    return bool(seen) and visit.clerk_id != request.user.pk and seen != visit.changed_at.isoformat()


def _told(request: HttpRequest, screen: Screen) -> HttpResponse:
    """A colleague serves this visit meanwhile: nothing is kept over theirs, and what was typed stands on the page."""
    journey = screen.journey(screen.item) if screen.item else None
    screen.typed = asking.typed_in(journey, request.POST) if journey else None
    screen.contact = ContactForm(request.POST) if screen.visit.person else None
    text = _("%(name)s has changed this visit meanwhile. What you typed stands below; press again to keep it.")
    screen.faults.append({"text": text % {"name": screen.visit.clerk.name}})
    return screen.page(request, status=409)


def _keep(request: HttpRequest, screen: Screen) -> bool:
    """Whatever was typed is kept, right or wrong, before anything else happens. False when a party's part is wrong."""
    _keep_sheet(request, screen)
    return all([_keep_contact(request, screen), _keep_mandate(request, screen)])


def _keep_sheet(request: HttpRequest, screen: Screen) -> None:
    item = screen.item
    journey = screen.journey(item) if item else None
    if item is None or journey is None or "sheet" not in request.POST:
        return
    typed, papers = asking.typed_in(journey, request.POST), asking.brought(request.POST)
    by, at = actor_of(request.user), timezone.now()
    opening.keep_sheet(screen.visit, item, journey.draft, typed=typed, papers=papers, by=by, at=at)
    judged = screen.journey(item)
    opening.mark_complete([(item, judged is not None and judged.first_open() is None)])


def _keep_contact(request: HttpRequest, screen: Screen) -> bool:
    person = screen.visit.person
    if person is None or "contact-address" not in request.POST:
        return True
    form = ContactForm(request.POST)
    if not form.is_valid():
        screen.contact = form
        return False
    told = form.cleaned_data
    if any(text and text != getattr(person, name) for name, text in told.items()):
        opening.state_contact(screen.visit, **told, by=actor_of(request.user), at=timezone.now())
    return True


def _keep_mandate(request: HttpRequest, screen: Screen) -> bool:
    visit = screen.visit
    if not visit.is_for_another or "mandate-document" not in request.POST:
        return True
    form = MandateForm(request.POST, concerned=visit.concerned, on=screen.today)
    if not form.is_valid():
        screen.mandate = form
        return False
    told = form.cleaned_data
    if (told["ground"], told["document"]) != (visit.ground, visit.document):
        opening.state_mandate(visit, **told, by=actor_of(request.user), at=timezone.now())
    return True


# What the buttons do, once all is kept. ------------------------------------------------------------------------------


def go_on(request: HttpRequest, screen: Screen, _what: str) -> HttpResponse:
    """Enter: seeks whom or what was typed into a box of search, else goes on with the sheet."""
    if request.POST.get("who", "").strip():
        return seek(request, screen, "")
    if sought := request.POST.get("service", "").strip():
        if sum(char.isdigit() for char in sought) > MOST_DIGITS:
            screen.faults.append(
                {"text": _("This is no service: numbers of people go into the other box"), "href": "#who"}
            )
            return screen.page(request)
        return redirect(f"{_address(screen)}?{urlencode({'find': sought[:100]})}")
    return _to_sheet(screen) if screen.item and not screen.item.is_complete else redirect(_address(screen))


def _address(screen: Screen) -> str:
    return reverse("visits:visit", kwargs={"key": screen.visit.key})


def _to_sheet(screen: Screen) -> HttpResponse:
    return redirect(f"{_address(screen)}?open={screen.item.pk if screen.item else ''}#sheet")


def seek(request: HttpRequest, screen: Screen, _what: str) -> HttpResponse:
    """Whom the one box means. Names never stand in an address: what was found is shown at once."""
    form = screen.seek = SeekForm(request.POST)
    if not form.is_valid():
        return screen.page(request)
    asked: Asked = form.cleaned_data["who"]
    if asked.by is Sought.CODE:
        return _open_draft(request, screen, asked)
    found = queries.find(asked, within=settlements_served(screen.visit.office))
    by, at = actor_of(request.user), timezone.now()
    record_read("visit.sought", by=by, at=at, facts={"by": asked.by.value}, ids=found.ids)
    if (only := found.only) is not None:
        return _take(request, screen, only)
    if found.ids:
        screen.found = found
        return screen.page(request)
    if asked.by is Sought.EIK:
        screen.new_organisation = NewOrganisationForm(initial={"eik": asked.text})
    elif asked.by is Sought.NAME:
        form.add_error("who", _("No organisation has this name here. A person is found by name and birth date."))
    else:
        screen.new_person = screen.person_form(initial=first_words(asked))
    return screen.page(request)


def _open_draft(request: HttpRequest, screen: Screen, asked: Asked) -> HttpResponse:
    """What somebody began online or told by telephone: nothing of it is typed again."""
    if is_ratelimited(request, group="visits.code", key="user", rate="30/h", increment=True):
        screen.seek.add_error("who", _("Too many codes were tried within the hour. Wait a little."))
        return screen.page(request, status=429)
    draft = Draft.objects.with_code(asked.text).first()
    if draft is None:
        screen.seek.add_error(
            "who", _("No draft has this code: it was sent, or erased after 30 days. Compare the code.")
        )
        return screen.page(request)
    by, at = actor_of(request.user), timezone.now()
    try:
        item = opening.take_draft(screen.visit, draft, by=by, at=at)
    except opening.BasketFull:
        return _full(request, screen)
    opening.say_who_wrote(screen.visit, draft, by=by, at=at)
    fresh = Screen.of(screen.visit, screen.municipality, screen.today)
    judged = fresh.journey(item)
    opening.mark_complete([(item, judged is not None and judged.first_open() is None)])
    fresh.open(str(item.pk))
    return redirect(_address(fresh)) if item.is_complete else _to_sheet(fresh)


def take(request: HttpRequest, screen: Screen, mark: str) -> HttpResponse:
    """One of several that were found."""
    try:
        kind, pk, town, account = signing.loads(mark, salt=SALT, max_age=FOUND_FOR)
    except signing.BadSignature:
        return redirect(_address(screen))
    if (town, account) != (screen.municipality.pk, request.user.pk):
        raise Http404
    model = Organisation if kind == "o" else Person
    party = model.objects.filter(pk=pk).first()
    if party is None:
        raise Http404
    return _take(request, screen, party)


def _take(request: HttpRequest, screen: Screen, party: Person | Organisation) -> HttpResponse:
    is_filer = screen.visit.person_id is None and isinstance(party, Person)
    if is_filer and (why := why_not_filer(party, on=screen.today)):  # type: ignore[arg-type]
        screen.seek.add_error("who", why) if screen.seek.is_bound else screen.faults.append({"text": why})
        return screen.page(request)
    opening.say_who(screen.visit, party, by=actor_of(request.user), at=timezone.now())
    return redirect(_address(screen))


def enter_person(request: HttpRequest, screen: Screen, _what: str) -> HttpResponse:
    """Somebody new; with the ways to reach them that a draft of theirs tells."""
    form = screen.new_person = screen.person_form(request.POST)
    if not form.is_valid():
        return screen.page(request)
    told: dict[str, Any] = {**form.cleaned_data, **(_stated_contact(screen) if screen.visit.person_id is None else {})}
    person = remember_person(**told, by=actor_of(request.user), at=timezone.now())
    if screen.visit.person_id is None and (why := why_not_filer(person, on=screen.today)):
        form.add_error("identifier", why)
        return screen.page(request)
    return _take(request, screen, person)


def _stated_contact(screen: Screen) -> dict[str, str]:
    stated: Iterable[asking.Stated] = (asking.stated_in(draft) for draft in screen.drafts.values())
    contact = next((one.contact for one in stated if one.contact), {})
    return {name: str(contact.get(name, ""))[:300] for name in ("address", "phone")}


def enter_organisation(request: HttpRequest, screen: Screen, _what: str) -> HttpResponse:
    form = screen.new_organisation = NewOrganisationForm(request.POST)
    if not form.is_valid():
        return screen.page(request)
    organisation = remember_organisation(**form.cleaned_data, by=actor_of(request.user), at=timezone.now())
    return _take(request, screen, organisation)


def other_filer(request: HttpRequest, screen: Screen, _what: str) -> HttpResponse:
    opening.forget_who(screen.visit, filer=True, by=actor_of(request.user), at=timezone.now())
    return redirect(_address(screen))


def for_themselves(request: HttpRequest, screen: Screen, _what: str) -> HttpResponse:
    opening.forget_who(screen.visit, filer=False, by=actor_of(request.user), at=timezone.now())
    return redirect(_address(screen))


def add(request: HttpRequest, screen: Screen, code: str) -> HttpResponse:
    """One more service; the page's own key makes a second press harmless."""
    version = get_published_version(code)
    try:
        key = UUID(request.POST.get("new_item", ""))
    except ValueError as error:
        raise Http404 from error
    try:
        item = opening.add_service(screen.visit, version, key=key, by=actor_of(request.user), at=timezone.now())
    except opening.BasketFull:
        return _full(request, screen)
    screen.item = item
    return _to_sheet(screen)


def _full(request: HttpRequest, screen: Screen) -> HttpResponse:
    screen.faults.append({"text": _("A visit holds at most 20 services. Register these first.")})
    return screen.page(request)


def show(request: HttpRequest, screen: Screen, pk: str) -> HttpResponse:
    screen.open(pk)
    return _to_sheet(screen)


def remove(request: HttpRequest, screen: Screen, pk: str) -> HttpResponse:
    screen.open(pk)
    if screen.item is not None:
        opening.remove_item(screen.visit, screen.item, by=actor_of(request.user), at=timezone.now())
    return redirect(_address(screen))


def park(request: HttpRequest, screen: Screen, _what: str) -> HttpResponse:
    """Kept as it stands, for later or for a colleague; the next one may come."""
    return redirect("visits:counter")


def drop(request: HttpRequest, screen: Screen, _what: str) -> HttpResponse:
    opening.drop_visit(screen.visit, by=actor_of(request.user), at=timezone.now())
    return redirect("visits:counter")


ACTS: dict[str, Callable[[HttpRequest, Screen, str], HttpResponse]] = {
    "go": go_on,
    "seek": seek,
    "take": take,
    "person": enter_person,
    "organisation": enter_organisation,
    "filer": other_filer,
    "self": for_themselves,
    "add": add,
    "open": show,
    "remove": remove,
    "park": park,
    "drop": drop,
    "finish": finish,
}
