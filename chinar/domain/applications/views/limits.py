"""How often one visitor may begin, add files to, or ask for links to, drafts without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_ratelimit.core import is_ratelimited

from chinar.foundation.core.keys import lookup_hash


def too_many_begun(request: HttpRequest) -> bool:
    return bool(is_ratelimited(request, group="applications.start", key="ip", rate="60/h", increment=True))


def too_many_files(request: HttpRequest) -> bool:
    return bool(is_ratelimited(request, group="applications.files", key="ip", rate="60/h", increment=True))


def too_many_links(request: HttpRequest, email: str) -> bool:
    """From one address of the net, or to one mailbox, which must not be flooded by whoever types it in."""

    def mailbox(group: str, request: HttpRequest) -> str:
        return lookup_hash(email.casefold(), purpose="draft.limit")

    from_here = is_ratelimited(request, group="applications.link", key="ip", rate="20/h", increment=True)
    to_there = is_ratelimited(request, group="applications.link_to", key=mailbox, rate="6/h", increment=True)
    return bool(from_here or to_there)


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/too_many.html", status=429)
