"""Where the payment portal tells how a request stands. It proves itself by its signature, never by its address."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django_ratelimit.decorators import ratelimit

from chinar.foundation.core.actor import VISITOR
from chinar.foundation.payments import access
from chinar.foundation.payments.actions.ordering import OfAnother, hear, note_refused_message
from chinar.foundation.payments.connecting import portal
from chinar.foundation.payments.portal.messages import WrongMessage, status_of
from chinar.foundation.payments.portal.signing import Unsigned, unpack


@csrf_exempt
@never_cache
@ratelimit(key="ip", rate="60/m", method="POST", block=False)  # type: ignore[untyped-decorator]
@require_POST
def notice(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answers {"success": true} when the state was heard, also for the tenth time; anything else is repeated by the
    portal. What is not signed changes nothing and is journalled."""
    asked, ordered = portal(), access.get_order_by_key(key)
    if asked is None or ordered is None:
        return JsonResponse({"success": False}, status=404)
    at = timezone.now()
    try:
        content = unpack(_field(request, "data"), _field(request, "hmac"), asked.secret)
        hear(ordered, status_of(content, zone=asked.zone), at=at)
    except Unsigned:
        return _refused(request, "signature", 401)
    except WrongMessage:
        return _refused(request, "content", 400)
    except OfAnother:
        return _refused(request, "another", 400)
    return JsonResponse({"success": True})


def _field(request: HttpRequest, name: str) -> str:
    """The portal writes its notifications with capital letters and everything else with small ones."""
    return request.POST.get(name.capitalize()) or request.POST.get(name) or ""


def _refused(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    if not getattr(request, "limited", False):  # nobody fills the journal by knocking
        note_refused_message(reason=reason, by=VISITOR, at=timezone.now())
    return JsonResponse({"success": False}, status=status)
