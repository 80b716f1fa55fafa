"""Electronic signatures on what the municipality issues: PAdES, baseline B (ETSI EN 319 142-1), by pyHanko.

A key is a file (PKCS#12) or lies in a device (PKCS#11). Which keys there are is no data of the application: the
operator puts them into a folder for each municipality, whose `keys.toml` names them (docs/operations/signing.md).
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from pyhanko.sign.signers.pdf_cms import Signer
    from pyhanko.sign.signers.pdf_signer import PdfSigner, PdfSigningSession

FIELD = "Signature"
_KNOWN = frozenset({"holder", "file", "password_file", "module", "token", "certificate", "pin_file"})


class SigningFailed(Exception):
    """The document could not be signed, so nothing was issued; the text is for the operator."""


@dataclass(frozen=True, slots=True)
class Key:
    """With which one official signs, or the municipality seals (Regulation (EU) 910/2014, art. 3 (12) and (27)).

    `holder` is the e-mail address of the official's account, "" for the seal. A file key has `file` and
    `password_file`; a device has `module` (its library), `token`, the label of the `certificate`, and `pin_file`.
    """

    folder: Path
    holder: str = ""
    file: str = ""
    password_file: str = ""
    module: str = ""
    token: str = ""
    certificate: str = ""
    pin_file: str = ""

    @property
    def is_seal(self) -> bool:
        return not self.holder


def keys_of(slug: str) -> list[Key]:
    """The keys of a municipality; none where its folder names none. Raises SigningFailed for a wrong `keys.toml`."""
    folder = Path(settings.SIGNING_KEYS) / slug
    try:
        rows = tomllib.loads((folder / "keys.toml").read_text(encoding="utf-8")).get("key", [])
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise SigningFailed(f"{folder / 'keys.toml'}: {error}") from error
    return [_key(folder, row) for row in rows]


def _key(folder: Path, row: Any) -> Key:
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise SigningFailed(f"{folder / 'keys.toml'}: a key is a table of texts")
    if unknown := row.keys() - _KNOWN:
        raise SigningFailed(f"{folder / 'keys.toml'}: {', '.join(sorted(unknown))} is unknown")
    if bool(row.get("file")) == bool(row.get("module")):
        raise SigningFailed(f"{folder / 'keys.toml'}: a key has either file or module")
    return Key(folder, **row)


def key_for(slug: str, email: str) -> Key | None:
    """The official's own key, else the seal of the municipality, else None: then what is issued says it is unsigned."""
    keys = keys_of(slug)
    own = [key for key in keys if key.holder and key.holder.lower() == email.lower()]
    seals = [key for key in keys if key.is_seal]
    return next(iter([*own, *seals]), None)


def sign(pdf: bytes, key: Key, *, reason: str, at: datetime) -> bytes:
    """The same PDF with a signature over every byte of it. Raises SigningFailed, as it does for a certificate that is
    not valid at that moment."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

    try:
        with _opened(key) as signer:
            _must_be_valid(signer, at)
            about = PdfSignatureMetadata(
                field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256", reason=reason
            )
            pdf_signer = PdfSigner(about, signer, new_field_spec=SigFieldSpec(FIELD, readable_field_name=reason))
            _set_moment(pdf_signer, at)
            signed = pdf_signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
    except SigningFailed:
        raise
    except Exception as error:  # libraries of devices raise what they like, and nothing may be issued half
        raise SigningFailed(f"{type(error).__name__}: {error}") from error
    return bytes(signed.getvalue())


def _set_moment(pdf_signer: "PdfSigner", at: datetime) -> None:
    """The library reads the clock for the moment of signing; ours is told."""
    begin = pdf_signer.init_signing_session

    def begin_at(*args: Any, **kwargs: Any) -> "PdfSigningSession":
        session = begin(*args, **kwargs)
        session.system_time = at
        return session

    pdf_signer.init_signing_session = begin_at  # type: ignore[method-assign]


def _must_be_valid(signer: "Signer", at: datetime) -> None:
    certificate = signer.signing_cert
    if certificate is None:
        raise SigningFailed("The key has no certificate.")
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        span = f"{certificate.not_valid_before:%Y-%m-%d} to {certificate.not_valid_after:%Y-%m-%d}"
        raise SigningFailed(f"The certificate is valid from {span}.")


@contextmanager
def _opened(key: Key) -> Iterator["Signer"]:
    secret = (key.folder / (key.pin_file or key.password_file)).read_text(encoding="utf-8").strip()
    if key.module:
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

        with open_pkcs11_session(key.module, token_criteria=TokenCriteria(label=key.token), user_pin=secret) as session:
            # The digest is computed here: not every device can, and only the key has to stay in it.
            yield PKCS11Signer(session, cert_label=key.certificate, key_label=key.certificate, use_raw_mechanism=True)
        return
    from pyhanko.sign.signers.pdf_cms import SimpleSigner

    packed = str(key.folder / key.file)
    signer = SimpleSigner.load_pkcs12(packed, passphrase=secret.encode())  # type: ignore[no-untyped-call]
    if signer is None:
        raise SigningFailed(f"{key.file} cannot be opened with its password.")
    yield signer
