"""Addresses of the installation: the page of its municipalities, sign-in, health. No municipality is in scope here."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from chinar.domain.cases.views.everywhere import everywhere
from chinar.foundation.identification.urls import registered as identification
from chinar.sites.portal.views.installation import healthz, home, robots

installation: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("identity/", include(identification)),
    *i18n_patterns(
        path("accounts/", include("chinar.foundation.people.urls")),
        path("identity/", include("chinar.foundation.identification.urls")),
        path("matters/", everywhere, name="own_matters"),
    ),
]

urlpatterns = [*installation, *i18n_patterns(path("", home, name="installation"))]

handler400 = "chinar.sites.portal.views.errors.bad_request"
handler403 = "chinar.sites.portal.views.errors.forbidden"
handler404 = "chinar.sites.portal.views.errors.not_found"
handler500 = "chinar.sites.portal.views.errors.server_error"
