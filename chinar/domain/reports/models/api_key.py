from __future__ import annotations

from django.db import models

from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet


class ApiKeyQuerySet(TenantQuerySet["ApiKey"]):
    def valid(self) -> ApiKeyQuerySet:
        return self.filter(revoked_at=None)


class ApiKey(TenantModel):
    """Ключ за Open311: lets one program file signals (GeoReport v2); reading needs none.

    Only the digest is kept; the key is shown once.
    """

    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("people.Account", models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(ApiKeyQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(TenantModel.Meta):
        constraints = (models.UniqueConstraint(fields=["municipality", "digest"], name="reports_api_key_once"),)

    def __str__(self) -> str:
        return self.name
