"""The five marks in words; the word says what the number means."""

from django.utils.translation import gettext_lazy as _

CHOICES = (
    (5, _("5, very well")),
    (4, _("4, well")),
    (3, _("3, so-so")),
    (2, _("2, badly")),
    (1, _("1, very badly")),
)
