"""What stands on the pages of sign-in and of one's own account."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from chinar.foundation.core.slots import rendered
from chinar.foundation.identification.access import identity_of
from chinar.foundation.identification.providers import providers
from chinar.foundation.identification.wording import LEVELS


def ways_in(request: HttpRequest, subject: Any) -> str:
    """A button for each provider; nothing where there is none."""
    found = providers()
    if not found:
        return ""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    context = {"providers": found, "next": wanted, "language": get_language() or "bg"}
    return rendered("identification/ways_in.html", request, **context)


def of_account(request: HttpRequest, account: Any) -> str:
    """Whether the account has a proven identity, and the way to prove one."""
    identity = identity_of(account)
    if identity is None and not providers():
        return ""
    level = LEVELS.get(account.proven_level, "")
    return rendered(
        "identification/of_account.html", request, identity=identity, level=level, has_address=bool(account.email)
    )
