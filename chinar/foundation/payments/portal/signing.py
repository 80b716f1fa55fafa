"""What travels: base64 of a JSON text, and beside it the base64 HMAC-SHA256 of that base64 under the secret."""

import base64
import binascii
import hashlib
import hmac
import json
from typing import Any

LARGEST = 20_000
"""Signs of one message; the portal's own are a few hundred."""


class Unsigned(ValueError):
    """The signature does not fit, or what is signed is no JSON object."""


def pack(content: dict[str, Any]) -> str:
    return base64.b64encode(json.dumps(content, ensure_ascii=False).encode()).decode()


def signature(data: str, secret: str) -> str:
    return base64.b64encode(hmac.new(secret.encode(), data.encode(), hashlib.sha256).digest()).decode()


def signed(content: dict[str, Any], *, client: str, secret: str) -> dict[str, str]:
    """The three fields of a form that is sent to the portal."""
    data = pack(content)
    return {"clientId": client, "hmac": signature(data, secret), "data": data}


def unpack(data: str, code: str, secret: str) -> dict[str, Any]:
    """What was signed with our secret. Raises Unsigned; the signature is looked at before anything is read."""
    if len(data) > LARGEST or not hmac.compare_digest(signature(data, secret).encode(), code.encode()):
        raise Unsigned("The signature does not fit.")
    try:
        content = json.loads(base64.b64decode(data, validate=True))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise Unsigned("No JSON is signed.") from error
    if not isinstance(content, dict):
        raise Unsigned("No JSON object is signed.")
    return content
