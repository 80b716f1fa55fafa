"""What a password must be, in our words: Django's own have no Bulgarian yet."""

from django.contrib.auth import password_validation
from django.utils.translation import gettext, ngettext


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        n = self.min_length
        return ngettext("Choose at least %(n)d character.", "Choose at least %(n)d characters.", n) % {"n": n}


class NotLikeTheAddress(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return gettext("The password is too much like your name or e-mail address.")
