"""What only the applicant can bring: photos and PDF files, several of each. Forms never save."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chinar.domain.applications.forms.journey import Question, Summary
from chinar.domain.applications.models import Draft, DraftFile
from chinar.domain.catalogue.models import EvidenceRequirement
from chinar.foundation.core.content import words
from chinar.foundation.documents.forms import UNWANTED
from chinar.foundation.documents.uploads import LARGEST, Unwanted, UnwantedFile, paper_of

MOST_FILES = 6


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that was judged and may be kept."""

    requirement: str
    media_type: str
    content: bytes


class AttachmentsForm(Question):
    """Judges files that arrive, and whether all that is needed is there; what is kept already lies with the draft."""

    def __init__(self, data: Any = None, files: Any = None, *, draft: Draft, **told: Any) -> None:
        self.draft = draft
        self.requirements: Sequence[EvidenceRequirement] = draft.service_version.brought()
        super().__init__(data, **told)
        self.files = files if files is not None else MultiValueDict()
        self.accepted: list[NewFile] = []
        for requirement in self.requirements:
            self.fields[requirement.code] = forms.Field(
                label=words(requirement, "name"),
                help_text=words(requirement, "reason"),
                required=False,
                widget=forms.FileInput(),
            )

    @cached_property
    def kept(self) -> list[DraftFile]:
        return list(self.draft.files.defer("content_base64"))

    def kept_for(self, code: str) -> list[DraftFile]:
        return [file for file in self.kept if file.requirement == code]

    def clean(self) -> dict[str, Any]:
        for requirement in self.requirements:
            self._judge(requirement)
            code = requirement.code
            is_brought = self.kept_for(code) or any(file.requirement == code for file in self.accepted)
            if not (is_brought or requirement.is_optional or code in self.errors):
                self.add_error(code, _("Choose a file: this is needed to go on"))
        return self.cleaned_data

    def _judge(self, requirement: EvidenceRequirement) -> None:
        for file in self._arrived(requirement.code):
            if len(self.kept) + len(self.accepted) >= MOST_FILES:
                self.add_error(requirement.code, _("At most %(most)s files can be added") % {"most": MOST_FILES})
                return
            try:
                if (file.size or 0) > LARGEST:
                    raise UnwantedFile(Unwanted.LARGE)
                paper = paper_of(file.read())
                self.accepted.append(NewFile(requirement.code, paper.media_type, paper.content))
            except UnwantedFile as unwanted:
                self.add_error(requirement.code, str(UNWANTED[unwanted.why]))

    def _arrived(self, code: str) -> Iterator[UploadedFile[Any]]:
        yield from self.files.getlist(code)

    def summary(self) -> Summary:
        return [(words(one, "name"), self._count(len(self.kept_for(one.code)))) for one in self.requirements]

    @staticmethod
    def _count(number: int) -> str:
        return ngettext("%(n)d file", "%(n)d files", number) % {"n": number} if number else "–"

    def typed(self) -> dict[str, Any]:
        return {"done": "1"}
