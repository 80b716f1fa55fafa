"""What the worker does for accounts."""

from importlib import import_module

from django.conf import settings


def erase_old_sessions() -> None:
    """Sign-ins that ran out are not kept (Regulation 2016/679 art. 5: no longer than necessary)."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
