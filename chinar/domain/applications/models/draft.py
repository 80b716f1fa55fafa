from __future__ import annotations

import json
from base64 import b64decode
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any, ClassVar

from django.db import models

from chinar.domain.catalogue.models import EvidenceRequirement, FeeReduction
from chinar.domain.questionnaires.models import QuestionSetVersion
from chinar.foundation.core.fields import EncryptedTextField, lookup_hash
from chinar.foundation.core.models import TenantManager, TenantModel, TenantQuerySet
from chinar.foundation.documents.codes import normalise
from chinar.foundation.people.models import Person

KEPT_FOR = timedelta(days=30)


class DraftQuerySet(TenantQuerySet["Draft"]):
    def with_journey(self) -> DraftQuerySet:
        """All that the journey asks of the service, in one query."""
        related = self.select_related(
            "service_version__service", "service_version__question_version", "general_version"
        )
        to_bring = EvidenceRequirement.objects.filter(
            version=models.OuterRef("service_version"), source=EvidenceRequirement.Source.CITIZEN
        )
        writer = Person.objects.filter(account=models.OuterRef("account"))
        counted: dict[str, Any] = {
            "speed_count": models.Count("service_version__speeds"),
            "is_to_bring": models.Exists(to_bring),
            "is_writer_known": models.Exists(writer),
            "has_reductions": models.Exists(FeeReduction.objects.filter(version=models.OuterRef("service_version"))),
        }
        return related.annotate(**counted)

    def with_code(self, code: str) -> DraftQuerySet:
        """The one of a code as people type it; none for what can be no code."""
        return self.filter(code_hash=_hash(code)) if normalise(code) else self.none()

    def of_visitors(self) -> DraftQuerySet:
        """Written by somebody who has not signed in."""
        return self.filter(account=None).exclude(holder_hash="")

    def held_with(self, secret: str) -> DraftQuerySet:
        return self.of_visitors().filter(holder_hash=_hash_of_secret(secret))

    def old(self, *, at: datetime) -> DraftQuerySet:
        return self.filter(changed_at__lt=at - KEPT_FOR)


class Draft(TenantModel):
    """An application that somebody is still writing: encrypted, theirs alone, erased 30 days after the last change."""

    key = models.UUIDField()
    """Becomes the idempotency key of the application."""
    account = models.ForeignKey("people.Account", models.CASCADE, null=True, blank=True, related_name="+")
    """Of whoever writes it; none while they have not signed in, or an official writes it down for somebody."""
    holder_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    """Of the secret in the session of the one browser that writes it without an account; a mailed link moves it."""
    written_by = models.ForeignKey("people.Account", models.PROTECT, null=True, blank=True, related_name="+")
    """The official who writes it down for somebody on the telephone."""
    code = EncryptedTextField(blank=True)
    """With it the draft is finished at any counter, or by whoever it was written down for; secret."""
    code_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    service_version = models.ForeignKey("catalogue.ServiceVersion", models.PROTECT, related_name="+")
    general_version = models.ForeignKey(
        "questionnaires.QuestionSetVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    """The general request, while the service has no questions of its own."""
    answers_json = EncryptedTextField(default="{}")
    changed_at = models.DateTimeField()
    is_writer_known: bool = False
    speed_count: int
    is_to_bring: bool
    has_reductions: bool

    objects: ClassVar[Any] = TenantManager.from_queryset(DraftQuerySet)()

    class Meta(TenantModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["municipality", "key"], name="applications_draft_key_once"),
            models.UniqueConstraint(
                fields=["municipality", "code_hash"],
                condition=~models.Q(code_hash=""),
                name="applications_draft_code_once",
            ),
        )

    def __str__(self) -> str:
        return f"draft {self.key}"

    @property
    def asked_by(self) -> QuestionSetVersion | None:
        """What it asks: the questions of its service, else the general request; None where a journey in code asks."""
        own: QuestionSetVersion | None = self.service_version.question_version
        return own or self.general_version

    @property
    def is_general(self) -> bool:
        return self.general_version_id is not None and self.service_version.question_version_id is None

    @property
    def answers(self) -> dict[str, dict[str, Any]]:
        """What was typed, page by page, as typed."""
        return json.loads(self.answers_json)  # type: ignore[no-any-return]

    def answer(self, step: str, typed: dict[str, Any], *, at: datetime) -> None:
        """Keeps one page's answers."""
        self.answer_pages({step: typed}, at=at)

    def answer_pages(self, typed: dict[str, dict[str, Any]], *, at: datetime) -> None:
        """Keeps the answers of several pages, and leaves the others."""
        self.answers_json = json.dumps({**self.answers, **typed}, ensure_ascii=False)
        self.changed_at = at
        self.save(update_fields=["answers_json", "changed_at"])

    def bears(self, code: str) -> None:
        """Sets the code together with the hash that finds it in the municipality in scope."""
        self.code, self.code_hash = code, _hash(code)

    def held_by(self, secret: str) -> None:
        """From now on only the browser with this secret opens it."""
        self.holder_hash = _hash_of_secret(secret)

    def is_held_with(self, secret: str) -> bool:
        return compare_digest(self.holder_hash, _hash_of_secret(secret))


def _hash(code: str) -> str:
    return lookup_hash(normalise(code), purpose="draft.code")


def _hash_of_secret(secret: str) -> str:
    return lookup_hash(secret, purpose="draft.holder")


class DraftFile(TenantModel):
    """A paper or photo that is to go with the application; encrypted and erased like its draft."""

    draft = models.ForeignKey("applications.Draft", models.CASCADE, related_name="files")
    requirement = models.CharField(max_length=60)
    """Code of what the service asks the applicant to bring."""
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content_base64 = EncryptedTextField()

    class Meta(TenantModel.Meta):
        ordering = ("id",)

    def __str__(self) -> str:
        return f"file {self.pk}"

    @property
    def content(self) -> bytes:
        return b64decode(self.content_base64)
