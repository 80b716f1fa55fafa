"""Addresses across the border between a municipality's pages and those of the installation."""

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse, set_script_prefix, translate_url
from django.utils import translation


def root_url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page of the installation (sign-in, health), from wherever it is asked."""
    before = get_script_prefix()
    set_script_prefix("/")
    try:
        return reverse(name, urlconf=settings.ROOT_URLCONF, args=args or None, kwargs=kwargs or None)
    finally:
        set_script_prefix(before)


def town_url(slug: str, name: str, *args: object, **kwargs: object) -> str:
    """The address of a page of a municipality, from outside it: at its own host name, or below /<slug>/."""
    hosts = {town: host for host, town in settings.TOWN_HOSTS.items()}
    before = get_script_prefix()
    set_script_prefix("/" if slug in hosts else f"/{slug}/")
    try:
        path = reverse(name, urlconf=settings.TOWN_URLCONF, args=args or None, kwargs=kwargs or None)
    finally:
        set_script_prefix(before)
    scheme = settings.BASE_URL.partition("://")[0]
    return f"{scheme}://{hosts[slug]}{path}" if slug in hosts else path


@jinja2.pass_context
def change_language(context: jinja2.runtime.Context, language: str) -> str:
    """The address of this very page in another language."""
    request: HttpRequest = context["request"]
    prefix = get_script_prefix().rstrip("/")
    path = request.get_full_path().removeprefix(prefix)
    here = f"/{translation.get_language()}/"
    return f"{prefix}/{language}/{path.removeprefix(here)}" if path.startswith(here) else translate_url(path, language)


def absolute_url(slug: str, name: str, *, language: str, **kwargs: object) -> str:
    """The whole address of a municipality's page, for paper and messages."""
    with translation.override(language):
        address = town_url(slug, name, **kwargs)
    return address if "://" in address else f"{settings.BASE_URL}{address}"
