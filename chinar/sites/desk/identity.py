"""Who works at this desk: the official's roles in this municipality, shown on every page of the desk."""

from django.http import HttpRequest
from django.utils.timezone import localdate

from chinar.foundation.core import slots
from chinar.foundation.people.abilities import ROLE_NAMES
from chinar.foundation.people.access import roles_of


def panel(request: HttpRequest, subject: object) -> str:
    roles = roles_of(request.user, on=localdate())
    duties = [{"role": ROLE_NAMES[role.role], "department": role.department} for role in roles]
    return slots.rendered("desk/identity.html", request, duties=duties)
