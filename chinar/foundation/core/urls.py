"""Addresses across the border between a municipality's pages and those of the installation."""

from functools import lru_cache

import jinja2
from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse, set_script_prefix, translate_url
from django.utils import translation

MOST_KEPT = 20_000
"""Addresses that a process remembers: some megabytes, as a list asks for the same ones again and again."""


def url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page of the municipality in which the reader is."""
    urlconf = get_urlconf() or settings.ROOT_URLCONF
    return _reversed(name, args, tuple(kwargs.items()), urlconf, get_script_prefix(), translation.get_language())


def root_url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page of the installation (sign-in, health), from wherever it is asked."""
    return _reversed(name, args, tuple(kwargs.items()), settings.ROOT_URLCONF, "/", translation.get_language())


@lru_cache(MOST_KEPT)
def _reversed(
    name: str,
    args: tuple[object, ...],
    kwargs: tuple[tuple[str, object], ...],
    urlconf: str,
    prefix: str,
    language: str | None,
) -> str:
    """`language` is the one that is active: it stands in the address."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        return reverse(name, urlconf=urlconf, args=args or None, kwargs=dict(kwargs) or None)
    finally:
        set_script_prefix(before)


def town_url(slug: str, name: str, *args: object, **kwargs: object) -> str:
    """The address of a page of a municipality, from outside it: at its own host name, or below /<slug>/."""
    hosts = {town: host for host, town in settings.TOWN_HOSTS.items()}
    prefix = "/" if slug in hosts else f"/{slug}/"
    path = _reversed(name, args, tuple(kwargs.items()), settings.TOWN_URLCONF, prefix, translation.get_language())
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
