"""Where a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The visitor's IP address. Behind our proxy it is the last one in the header, which the proxy itself wrote; what
    a visitor writes there stands before it."""
    direct = str(request.META["REMOTE_ADDR"])
    if settings.SECURE_PROXY_SSL_HEADER is None:
        return direct
    return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() or direct
