"""Photos in a form: each is stripped of its metadata as soon as it comes in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.documents.pictures import LARGEST, Refusal, RefusedPicture, bare

REFUSALS = {
    Refusal.TOO_LARGE: _("“%(name)s” is larger than %(largest)s MB. Choose a smaller photo; nothing else was lost."),
    Refusal.NO_PICTURE: _("“%(name)s” is no photo that we can read. Take a JPEG, PNG or WebP."),
    Refusal.TOO_MANY_PIXELS: _("“%(name)s” has too many pixels. Choose a smaller photo."),
}


class PhotoInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class PhotosField(forms.FileField):
    """Up to `most` photos; cleaned, a list of JPEG files without metadata."""

    widget = PhotoInput

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:
        came = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(came) > self.most:
            raise forms.ValidationError(gettext("Choose at most %(most)s photos.") % {"most": self.most})
        return [self._bare(one) for one in came]

    def _bare(self, came: UploadedFile) -> bytes:  # type: ignore[type-arg]
        try:
            return bare(came.file, size=came.size or 0)  # type: ignore[arg-type]
        except RefusedPicture as refused:
            words = {"name": (came.name or "")[:80], "largest": LARGEST // 1024 // 1024}
            raise forms.ValidationError(REFUSALS[refused.refusal] % words) from None
