from django.db import models


class SharedDescription(models.Model):
    """Общо описание: a service as the state sets it, described once for all municipalities of the installation.

    What it says stands in its versions. A municipality takes it over into its own description and completes what is its
    own: department, term, fee, place (law: НАР чл. 25 ал. 1; term and fee by the council's ordinance, ЗМДТ чл. 9).
    """

    code = models.SlugField(max_length=60, unique=True)
    """That of the service in every municipality that offers it."""

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code
