from chinar.domain.catalogue.models.service import Service
from chinar.domain.catalogue.models.service_version import ServiceVersion

__all__ = ["Service", "ServiceVersion"]
