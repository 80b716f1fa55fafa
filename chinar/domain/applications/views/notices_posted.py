"""What came of a notice on paper: the number of the post, and whether it was received or came back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from chinar.domain.applications.forms.delivering import LetterEndForm, TrackingForm
from chinar.domain.applications.letters_out import WrongDay, note_letter_end, note_letter_tracking
from chinar.domain.applications.models import PostedLetter
from chinar.domain.applications.views.posting import OnList, list_page, on_list, tell_entered
from chinar.foundation.people.access import actor_of, require


def _letter(found: OnList, pk: int) -> PostedLetter:
    letter = next((one for one in found.notices if one.pk == pk), None)
    if letter is None:
        raise Http404
    return letter


@never_cache
@require("documents.deliver")
@require_POST
def tracking(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """The number that the post gave to it."""
    found = on_list(request, pk)
    one = _letter(found, letter)
    form = TrackingForm(request.POST, auto_id=f"id_n{one.pk}_%s")
    if not form.is_valid():
        return list_page(request, found, form, one)
    number, by, at = form.cleaned_data["tracking"], actor_of(request.user), timezone.now()
    tell_entered(request, note_letter_tracking(one, tracking=number, by=by, at=at))
    return redirect("applications:posting_list", pk=pk)


@never_cache
@require("documents.deliver")
@require_POST
def ended(request: HttpRequest, pk: int, letter: int) -> HttpResponse:
    """Received, or come back."""
    found = on_list(request, pk)
    one = _letter(found, letter)
    form = LetterEndForm(request.POST, auto_id=f"id_n{one.pk}_end_%s", on=timezone.localdate())
    if not form.is_valid():
        return list_page(request, found, form, one)
    try:
        is_entered = note_letter_end(one, **form.cleaned_data, by=actor_of(request.user), at=timezone.now())
    except WrongDay:
        form.add_error("on", _("The day lies before the letter was sent, or in the future."))
        return list_page(request, found, form, one)
    tell_entered(request, is_entered)
    return redirect("applications:posting_list", pk=pk)
