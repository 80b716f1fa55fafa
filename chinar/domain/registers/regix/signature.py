"""The signature over `Data`, as the adapters of RegiX make it: over a document of its own, with exactly three
namespace declarations (default, xsi, xsd). Inside the envelope more are in scope, so it cannot be checked there:
`Data` is rebuilt first. Done by hand because a general library takes out `xmlns=""`, which would damage an answer in
no namespace.

Only RSA and the algorithms listed here count. The old entry point moves `Data` into another namespace after signing;
nothing can be checked there.
"""

import base64
import binascii
import copy
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from chinar.domain.registers.regix import xml
from chinar.domain.registers.regix.names import DSIG, V2_DATA, XSD, XSI
from chinar.domain.registers.regix.xml import Element

C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
ENVELOPED = f"{DSIG}enveloped-signature"
XADES_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
_ENC, _MORE = "http://www.w3.org/2001/04/xmlenc#", "http://www.w3.org/2001/04/xmldsig-more#"
DIGESTS: dict[str, hashes.HashAlgorithm] = {
    f"{_ENC}sha256": hashes.SHA256(),
    f"{_MORE}sha384": hashes.SHA384(),
    f"{_ENC}sha512": hashes.SHA512(),
}
METHODS: dict[str, hashes.HashAlgorithm] = {
    f"{_MORE}rsa-sha256": hashes.SHA256(),
    f"{_MORE}rsa-sha384": hashes.SHA384(),
    f"{_MORE}rsa-sha512": hashes.SHA512(),
}
OLD_DIGESTS: dict[str, hashes.HashAlgorithm] = {f"{DSIG}sha1": hashes.SHA1()}  # noqa: S303
OLD_METHODS: dict[str, hashes.HashAlgorithm] = {f"{DSIG}rsa-sha1": hashes.SHA1()}  # noqa: S303
LEAST_BITS = 2048


class Outcome(StrEnum):
    """Only VERIFIED proves anything; the others say why not."""

    VERIFIED = "verified"
    UNKNOWN_SIGNER = "unknown_signer"
    """Intact, but by a certificate that nobody has told us to trust."""
    OUT_OF_DATE = "out_of_date"
    """Intact, but the certificate was not valid at the moment of the answer."""
    OLD_ALGORITHM = "old_algorithm"
    """Intact, but with SHA-1, which can be forged."""
    WRONG = "wrong"
    MISSING = "missing"
    NOT_READABLE = "not_readable"
    """Not of the form that RegiX uses."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`signer` is the certificate's SHA-256 fingerprint in hexadecimal, `name` its subject."""

    outcome: Outcome
    signer: str = ""
    name: str = ""
    certificate: bytes = b""

    @property
    def is_verified(self) -> bool:
        return self.outcome is Outcome.VERIFIED


class _Unusual(Exception):
    """Not of the form that RegiX uses."""


def verdict(data: Element, signatures: Iterable[Element], *, trusted: Collection[str], at: datetime) -> Verdict:
    """Of all signatures together: the worst one counts. `trusted` are fingerprints of signers, `at` is aware."""
    each = [_judge(data, signature, trusted, at) for signature in signatures]
    if not each:
        return Verdict(Outcome.MISSING)
    severity = list(Outcome)
    return max(each, key=lambda found: severity.index(found.outcome))


def _judge(data: Element, signature: Element, trusted: Collection[str], at: datetime) -> Verdict:
    try:
        return _checked(data, signature, trusted, at)
    except (_Unusual, ValueError, TypeError, etree.LxmlError, binascii.Error, x509.ExtensionNotFound):
        return Verdict(Outcome.NOT_READABLE)


def _checked(data: Element, signature: Element, trusted: Collection[str], at: datetime) -> Verdict:
    if signature.tag != f"{{{DSIG}}}Signature" or data.tag != f"{{{V2_DATA}}}Data":
        raise _Unusual
    signer = _certificate(signature)
    key = signer.public_key()
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < LEAST_BITS:
        raise _Unusual
    document = rebuilt(data)
    content = xml.canonical(document)
    digest_of_data = {name: _digest(content, how) for name, how in {**DIGESTS, **OLD_DIGESTS}.items()}
    document.append(copy.deepcopy(signature))
    scoped = xml.alone(document)
    signed = scoped.find(f"{{{DSIG}}}Signature")
    info = _one(signed, "SignedInfo")
    fingerprint = signer.fingerprint(hashes.SHA256()).hex()
    known = (fingerprint, signer.subject.rfc4514_string(), signer.public_bytes(Encoding.DER))
    old, intact = _references(info, signed, data.get("id", ""), digest_of_data)
    method = _algorithm(_one(info, "SignatureMethod"))
    if method not in {**METHODS, **OLD_METHODS} or _algorithm(_one(info, "CanonicalizationMethod")) != C14N:
        raise _Unusual
    value = base64.b64decode("".join(xml.text(_one(signed, "SignatureValue")).split()), validate=True)
    try:
        key.verify(value, xml.canonical(info), padding.PKCS1v15(), {**METHODS, **OLD_METHODS}[method])
    except InvalidSignature:
        intact = False
    if not intact:
        return Verdict(Outcome.WRONG, *known)
    if old or method in OLD_METHODS:
        return Verdict(Outcome.OLD_ALGORITHM, *known)
    if fingerprint not in trusted:
        return Verdict(Outcome.UNKNOWN_SIGNER, *known)
    if not signer.not_valid_before_utc <= at <= signer.not_valid_after_utc:
        return Verdict(Outcome.OUT_OF_DATE, *known)
    return Verdict(Outcome.VERIFIED, *known)


def rebuilt(data: Element) -> Element:
    """`Data` as the document that was signed: three declarations and nothing from the envelope."""
    document = etree.Element(f"{{{V2_DATA}}}Data", nsmap={None: V2_DATA, "xsi": XSI, "xsd": XSD})
    document.attrib.update(data.attrib)
    document.text = data.text
    for child in data:
        document.append(copy.deepcopy(child))
    return xml.alone(document)


def _references(info: Element, signature: Element | None, data_id: str, digests: dict[str, bytes]) -> tuple[bool, bool]:
    """(an old algorithm is among them, all digests agree). One reference to Data; besides it only signed properties."""
    old, intact, of_data = False, True, 0
    for reference in info.findall(f"{{{DSIG}}}Reference"):
        method = _algorithm(_one(reference, "DigestMethod"))
        stated = base64.b64decode(xml.text(_one(reference, "DigestValue")), validate=True)
        if method not in digests:
            raise _Unusual
        old = old or method in OLD_DIGESTS
        if data_id and reference.get("URI") == f"#{data_id}":
            of_data += 1
            _only_known_transforms(reference, {ENVELOPED, C14N})
            intact = intact and stated == digests[method]
        elif reference.get("Type") == XADES_PROPERTIES and signature is not None:
            _only_known_transforms(reference, {C14N})
            properties = _properties(signature, reference.get("URI", ""))
            intact = intact and stated == _digest(xml.canonical(properties), {**DIGESTS, **OLD_DIGESTS}[method])
        else:
            raise _Unusual
    if of_data != 1:
        raise _Unusual
    return old, intact


def _properties(signature: Element, uri: str) -> Element:
    found = [element for element in signature.iter() if isinstance(element.tag, str) and element.get("Id") == uri[1:]]
    if not uri.startswith("#") or len(found) != 1:
        raise _Unusual
    return found[0]


def _only_known_transforms(reference: Element, known: set[str]) -> None:
    said = {_algorithm(transform) for transform in reference.iterfind(f"{{{DSIG}}}Transforms/{{{DSIG}}}Transform")}
    if said - known:
        raise _Unusual


def _certificate(signature: Element) -> x509.Certificate:
    path = f"{{{DSIG}}}KeyInfo/{{{DSIG}}}X509Data/{{{DSIG}}}X509Certificate"
    found = signature.find(path)
    if found is None:
        raise _Unusual
    return x509.load_der_x509_certificate(base64.b64decode("".join(xml.text(found).split()), validate=True))


def _one(parent: Element | None, name: str) -> Element:
    found = [] if parent is None else parent.findall(f"{{{DSIG}}}{name}")
    if len(found) != 1:
        raise _Unusual
    return found[0]


def _algorithm(element: Element) -> str:
    return element.get("Algorithm") or ""


def _digest(content: bytes, how: hashes.HashAlgorithm) -> bytes:
    digest = hashes.Hash(how)
    digest.update(content)
    return digest.finalize()
