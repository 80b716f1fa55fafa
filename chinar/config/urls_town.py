"""Addresses of one municipality, below /<slug>/ or at the root of its own host name."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from chinar.config.urls import handler400, handler403, handler404, handler500

urlpatterns = i18n_patterns(
    path("", include("chinar.sites.portal.urls")),
    path("", include("chinar.demo.urls")),
    path("desk/", include("chinar.sites.desk.urls")),
    path("", include("chinar.foundation.territory.urls")),
    path("", include("chinar.foundation.search.urls")),
    path("", include("chinar.foundation.payments.urls")),
    path("", include("chinar.foundation.trail.urls")),
    path("", include("chinar.foundation.conversation.urls")),
    path("", include("chinar.foundation.documents.urls")),
    path("", include("chinar.foundation.offices.urls")),
    path("", include("chinar.foundation.time.urls")),
    path("", include("chinar.foundation.journal.urls")),
    path("", include("chinar.domain.cases.urls")),
    path("", include("chinar.domain.registers.urls")),
    path("", include("chinar.domain.catalogue.urls")),
    path("", include("chinar.domain.appeals.urls")),
    path("", include("chinar.domain.visits.urls")),
    path("", include("chinar.domain.applications.urls")),
    path("", include("chinar.domain.enquiries.urls")),
    path("", include("chinar.domain.information_requests.urls")),
    path("", include("chinar.domain.reports.urls")),
)

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
