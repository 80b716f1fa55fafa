from django.db import models


class ClassifierEdition(models.Model):
    """One reading of the national classifier into this installation: its state on a day, whole or of a part."""

    state_on = models.DateField()
    is_whole = models.BooleanField()
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.state_on}"
