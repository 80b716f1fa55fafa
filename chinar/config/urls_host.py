"""A municipality with its own host name has its own addresses and the installation's at one root."""

from chinar.config.urls import handler400, handler403, handler404, handler500, installation
from chinar.config.urls_town import urlpatterns as town

urlpatterns = [*installation, *town]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
