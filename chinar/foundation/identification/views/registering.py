"""What a provider is handed when an installation registers with it."""

from datetime import timedelta
from logging import getLogger

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chinar.foundation.identification.providers import WrongProviders, find_provider

logger = getLogger(__name__)
VALID = timedelta(days=365)


@require_safe
def metadata(request: HttpRequest, code: str) -> HttpResponse:
    """Our SAML metadata: name, certificate, where answers arrive. Nothing in it is secret."""
    provider = find_provider(code)
    if provider is None or provider.protocol != "saml":
        raise Http404
    from chinar.foundation.identification import saml

    base = f"{request.scheme}://{request.get_host()}"
    try:
        text = saml.metadata(provider, base, until=timezone.now() + VALID)
    except WrongProviders as error:
        logger.error("The identity provider %s cannot be used: %s", code, error)
        raise Http404 from error
    return HttpResponse(text, content_type="application/samlmetadata+xml")
