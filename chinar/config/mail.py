"""CHINAR_SMTP as Django's e-mail settings: smtp://user:password@host:587 (STARTTLS) or smtps://... (TLS at once)."""

from typing import Any
from urllib.parse import unquote, urlsplit

from chinar.config.env import WrongSetting


def mail(url: str) -> dict[str, Any]:
    """Settings by name; none for an empty address. Raises WrongSetting when the address is of neither kind."""
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise WrongSetting("CHINAR_SMTP: say smtp://user:password@host:587 or smtps://user:password@host:465")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1"),
        "EMAIL_TIMEOUT": 20,
    }
