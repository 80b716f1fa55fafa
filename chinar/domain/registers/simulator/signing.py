"""Signs `Data` as the adapters of RegiX do: over a document of its own with three namespace declarations."""

import base64
import copy
import hashlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from chinar.domain.registers.regix import signature, xml
from chinar.domain.registers.regix.names import DSIG
from chinar.domain.registers.regix.xml import Element

METHOD = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
DIGEST = "http://www.w3.org/2001/04/xmlenc#sha256"


def sign(data: Element, certificate: x509.Certificate, key: rsa.RSAPrivateKey) -> Element:
    """The Signature, to be put beside Data."""
    document = signature.rebuilt(data)
    digest = base64.b64encode(hashlib.sha256(xml.canonical(document)).digest()).decode()
    made = etree.SubElement(document, f"{{{DSIG}}}Signature", nsmap={None: DSIG})
    info = _add(made, "SignedInfo")
    _add(info, "CanonicalizationMethod", Algorithm=signature.C14N)
    _add(info, "SignatureMethod", Algorithm=METHOD)
    reference = _add(info, "Reference", URI=f"#{data.get('id')}")
    _add(_add(reference, "Transforms"), "Transform", Algorithm=signature.ENVELOPED)
    _add(reference, "DigestMethod", Algorithm=DIGEST)
    _add(reference, "DigestValue").text = digest
    signed = key.sign(xml.canonical(info), padding.PKCS1v15(), hashes.SHA256())
    _add(made, "SignatureValue").text = base64.b64encode(signed).decode()
    holder = _add(_add(_add(made, "KeyInfo"), "X509Data"), "X509Certificate")
    holder.text = base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()
    return copy.deepcopy(made)


def _add(parent: Element, name: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{DSIG}}}{name}", attributes)
