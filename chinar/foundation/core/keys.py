"""The keys under which personal numbers lie in the database (settings.DATA_KEYS, settings.LOOKUP_KEY).

A stored value reads `v1:<key id>:<Fernet token>`: AES-128-CBC with HMAC-SHA-256, so a changed value is refused.
All keys read, the first one writes; a new key goes in front, `chinar keys rotate` rewrites, then the old one may go.
"""

import base64
import binascii
import hashlib
import hmac
import re
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from chinar.foundation.core import scope

VERSION = "v1"
_KEY_ID = re.compile(r"[A-Za-z0-9-]{1,32}\Z")


class MissingKey(ImproperlyConfigured):
    """A value was written under a key that this installation does not have."""


class Tampered(ValueError):
    """A stored value is not what was written: changed by hand, cut off, or never encrypted."""


def encrypt(text: str) -> str:
    """Another ciphertext each time. The empty text stays empty: there is nothing to hide."""
    if not text:
        return ""
    return f"{written_prefix()}{_first()[1].encrypt(text.encode()).decode()}"


def decrypt(stored: str) -> str:
    """Raises MissingKey or Tampered, with the key's id and never the value."""
    if not stored:
        return ""
    version, _, rest = stored.partition(":")
    key_id, _, token = rest.partition(":")
    if version != VERSION or not token:
        raise Tampered("A stored value is not encrypted as v1:<key id>:<token>.")
    key = _keys().get(key_id)
    if key is None:
        raise MissingKey(f"Values were encrypted under the key {key_id!r}, which is not in CHINAR_DATA_KEYS.")
    try:
        return key.decrypt(token.encode()).decode()
    except InvalidToken:
        raise Tampered(f"A value under the key {key_id!r} was changed, or that id now names another key.") from None


def written_prefix() -> str:
    """How every value begins that is written now."""
    return prefix(_first()[0])


def prefix(key_id: str) -> str:
    return f"{VERSION}:{key_id}:"


def key_ids() -> list[str]:
    """Ids of the known keys, the one that writes first."""
    return list(_keys())


def lookup_hash(value: str, *, purpose: str) -> str:
    """64 hex digits that find an encrypted value; equal only for the same value, purpose and municipality in scope.

    An ЕГН has few possible values: a plain hash would be undone by trying them all, hence the key (НОИИСРЕАУ
    чл. 15 ал. 4). The municipality is part of it, so that rows of two towns cannot be joined by it.
    Raises OutOfScope without a municipality.
    """
    return _keyed(purpose, str(scope.current()), value)


def lookup_hash_of_installation(value: str, *, purpose: str) -> str:
    """The same for a row that is of no municipality: it finds nothing in any of them."""
    return _keyed(purpose, "installation", value)


def _keyed(*parts: str) -> str:
    if not settings.LOOKUP_KEY:
        raise ImproperlyConfigured("CHINAR_LOOKUP_KEY is not set.")
    message = "\0".join(parts)
    return hmac.new(settings.LOOKUP_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()


def _first() -> tuple[str, Fernet]:
    return next(iter(_keys().items()))


def _keys() -> dict[str, Fernet]:
    return _read_keys(tuple(settings.DATA_KEYS))


@lru_cache(maxsize=8)
def _read_keys(lines: tuple[str, ...]) -> dict[str, Fernet]:
    if not lines:
        raise ImproperlyConfigured("CHINAR_DATA_KEYS is not set: make a key with `chinar keys new`.")
    keys: dict[str, Fernet] = {}
    for number, line in enumerate(lines, start=1):
        key_id, _, encoded = line.partition(":")
        # The line itself is never shown: it holds the key.
        if not _KEY_ID.match(key_id) or key_id in keys:
            raise ImproperlyConfigured(f"CHINAR_DATA_KEYS, entry {number}: an id of its own, then a colon and the key.")
        keys[key_id] = Fernet(base64.urlsafe_b64encode(_raw(encoded, key_id)))
    return keys


def _raw(encoded: str, key_id: str) -> bytes:
    try:
        raw = base64.b64decode(encoded.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        raw = b""
    if len(raw) != 32:
        raise ImproperlyConfigured(f"CHINAR_DATA_KEYS: the key {key_id!r} is not 32 bytes in base64.")
    return raw
