"""Secrets of second factors (the key of an authenticator app, the seed of recovery codes) under a new data key.

They lie inside a JSON column of allauth, where no field of ours can encrypt them: the adapter does, with core.keys.
"""

from collections import Counter

from allauth.mfa.models import Authenticator
from django.db import transaction

from chinar.foundation.core.keys import decrypt, encrypt, key_ids, prefix, written_prefix
from chinar.foundation.core.reencryption import UNKNOWN

SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def rotate_second_factors() -> int:
    """Writes every secret again under the first key; answers how many. Part of `chinar keys rotate`: an old key may
    only be taken out of the settings afterwards, or all who use it are locked out. Raises MissingKey or Tampered."""
    rewritten = 0
    for kind, name in SECRETS.items():
        for pk in Authenticator.objects.filter(type=kind).order_by("pk").values_list("pk", flat=True):
            rewritten += _rotate(pk, name)
    return rewritten


def count_second_factors() -> Counter[str]:
    """How many secrets lie under each key id; those under no known key are counted as `?`."""
    counts: Counter[str] = Counter()
    for kind, name in SECRETS.items():
        for data in Authenticator.objects.filter(type=kind).values_list("data", flat=True).iterator():
            if stored := data.get(name, ""):
                counts[next((key for key in key_ids() if stored.startswith(prefix(key))), UNKNOWN)] += 1
    return counts


@transaction.atomic
def _rotate(pk: int, name: str) -> int:
    factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if factor is None or name not in factor.data or factor.data[name].startswith(written_prefix()):
        return 0
    factor.data[name] = encrypt(decrypt(factor.data[name]))
    factor.save(update_fields=["data"])
    return 1
