from django.db import models

from chinar.foundation.core.models import TenantModel


class Entry(TenantModel):
    """A public object as it is found. A copy, made again from its module by `chinar search --rebuild`."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    title = models.CharField(max_length=500)
    title_en = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    heading = models.TextField()
    """Stems of titles and synonyms, the town before each; a word found here counts ten times one in the text."""
    body = models.TextField()
    """Stems of the texts."""
    town = models.CharField(max_length=20)
    """Municipality and kind as one word of the index."""

    class Meta(TenantModel.Meta):
        verbose_name_plural = "entries"
        constraints = (models.UniqueConstraint(fields=["municipality", "kind", "key"], name="search_entry_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
