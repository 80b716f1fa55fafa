"""The SAML side: reads a signed request, answers with a signed and, if wished, encrypted assertion."""

import uuid
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import xmlsec
from lxml import etree
from signxml import DigestAlgorithm, SignatureMethod, XMLSigner, XMLVerifier
from signxml.algorithms import CanonicalizationMethod
from signxml.exceptions import SignXMLException

from chinar.foundation.identification.simulator.people import Somebody

P, A = "urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:2.0:assertion"
MD, DS = "urn:oasis:names:tc:SAML:2.0:metadata", "http://www.w3.org/2000/09/xmldsig#"
EXT = "urn:bg:egov:eauth:2.0:saml:ext"
ATTRIBUTES = "urn:egov:bg:eauth:2.0:attributes:"
LEVEL = "urn:egov:bg:eauth:2.0:levelofassurance:"
NAMES = {"p": P, "a": A, "e": EXT}
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
FAILED = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"
LASTS = timedelta(minutes=5)


class NotOurs(Exception):
    """The request is not one of the registered client."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asked for; `service`, `provider` and `level` are those of the national extension."""

    id: str
    issuer: str
    back: str
    service: str = ""
    provider: str = ""
    level: str = ""
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SamlProvider:
    """`key` and `certificate` are ours, in PEM; `client` is the client's certificate."""

    address: str
    key: str
    certificate: str
    client: str

    @property
    def entity(self) -> str:
        return f"{self.address}/saml/metadata"

    def metadata(self) -> str:
        bare = "".join(line for line in self.certificate.splitlines() if "CERTIFICATE" not in line)
        return (
            f'<md:EntityDescriptor xmlns:md="{MD}" xmlns:ds="{DS}" entityID="{self.entity}">'
            f'<md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="{P}">'
            f'<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{bare}'
            "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
            '<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" '
            f'Location="{self.address}/saml/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>'
        )

    def read(self, request: str) -> Asked:
        """Raises NotOurs for a request without the client's signature."""
        try:
            sent = etree.fromstring(b64decode(request), etree.XMLParser(resolve_entities=False, no_network=True))
            signed = XMLVerifier().verify(sent, x509_cert=self.client, id_attribute="ID").signed_xml
        except (SignXMLException, etree.XMLSyntaxError, ValueError) as error:
            raise NotOurs from error
        if signed is None or signed.tag != f"{{{P}}}AuthnRequest":
            raise NotOurs

        def text(path: str) -> str:
            return str(signed.findtext(path, "", NAMES))

        wanted = signed.iterfind(".//e:RequestedAttribute", NAMES)
        return Asked(
            id=signed.get("ID", ""),
            issuer=text("a:Issuer"),
            back=signed.get("AssertionConsumerServiceURL", ""),
            service=text(".//e:Service"),
            provider=text(".//e:Provider"),
            level=text(".//e:LevelOfAssurance"),
            attributes=tuple(one.get("Name", "") for one in wanted),
        )

    def assertion(self, asked: Asked, somebody: Somebody, *, level: str, at: datetime) -> Any:
        """Signed."""
        told = {"personIdentifier": somebody.identifier, "personName": somebody.name}
        attributes = "".join(
            f'<saml:Attribute Name="{ATTRIBUTES}{name}" '
            'NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">'
            f"<saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>"
            for name, value in told.items()
            if value
        )
        until = _moment(at + LASTS)
        text = (
            f'<saml:Assertion xmlns:saml="{A}" ID="_{uuid.uuid4().hex}" Version="2.0" IssueInstant="{_moment(at)}">'
            f'<saml:Issuer>{self.entity}</saml:Issuer><ds:Signature xmlns:ds="{DS}" Id="placeholder"/>'
            f"<saml:Subject><saml:NameID>{uuid.uuid4().hex}</saml:NameID>"
            '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">'
            f'<saml:SubjectConfirmationData InResponseTo="{asked.id}" Recipient="{asked.back}" NotOnOrAfter="{until}"/>'
            f'</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{_moment(at)}" '
            f'NotOnOrAfter="{until}"><saml:AudienceRestriction><saml:Audience>{asked.issuer}</saml:Audience>'
            f'</saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{_moment(at)}">'
            f"<saml:AuthnContext><saml:AuthnContextClassRef>{level}</saml:AuthnContextClassRef></saml:AuthnContext>"
            f"</saml:AuthnStatement><saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion>"
        )
        return self.sign(etree.fromstring(text))

    def sign(self, element: Any) -> Any:
        signer = XMLSigner(
            signature_algorithm=SignatureMethod.RSA_SHA256,
            digest_algorithm=DigestAlgorithm.SHA256,
            c14n_algorithm=CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0,
        )
        return signer.sign(
            element, key=self.key, cert=self.certificate, reference_uri=element.get("ID"), id_attribute="ID"
        )

    def response(
        self, asked: Asked, assertion: Any, *, at: datetime, encrypted: bool = True, status: str = SUCCESS
    ) -> str:
        """What the browser carries back, in base64."""
        inner = "" if status == SUCCESS else f'<samlp:StatusCode Value="{status}"/>'
        outer = SUCCESS if status == SUCCESS else "urn:oasis:names:tc:SAML:2.0:status:Responder"
        text = (
            f'<samlp:Response xmlns:samlp="{P}" xmlns:saml="{A}" ID="_{uuid.uuid4().hex}" Version="2.0" '
            f'IssueInstant="{_moment(at)}" Destination="{asked.back}" InResponseTo="{asked.id}">'
            f"<saml:Issuer>{self.entity}</saml:Issuer><samlp:Status>"
            f'<samlp:StatusCode Value="{outer}">{inner}</samlp:StatusCode></samlp:Status></samlp:Response>'
        )
        root = etree.fromstring(text)
        if assertion is not None:
            root.append(_encrypted(root, assertion, self.client) if encrypted else assertion)
        return b64encode(etree.tostring(root)).decode()

    def answer(self, asked: Asked, somebody: Somebody, *, level: str, at: datetime) -> str:
        """As it should be."""
        assertion = self.assertion(asked, somebody, level=LEVEL + level, at=at)
        return self.response(asked, assertion, at=at)

    def refusal(self, asked: Asked, *, at: datetime) -> str:
        """Somebody said no."""
        return self.response(asked, None, at=at, status=FAILED)


def _encrypted(root: Any, assertion: Any, client: str) -> Any:
    """For the client alone: AES-256 under a key that RSA-OAEP wraps."""
    wrapped = etree.SubElement(root, f"{{{A}}}EncryptedAssertion")
    wrapped.append(assertion)
    data = xmlsec.template.encrypted_data_create(
        wrapped, xmlsec.constants.TransformAes256Cbc, type=xmlsec.constants.TypeEncElement, ns="xenc"
    )
    xmlsec.template.encrypted_data_ensure_cipher_value(data)
    info = xmlsec.template.encrypted_data_ensure_key_info(data, ns="ds")
    key = xmlsec.template.add_encrypted_key(info, xmlsec.constants.TransformRsaOaep)
    xmlsec.template.encrypted_data_ensure_cipher_value(key)
    manager = xmlsec.KeysManager()
    manager.add_key(xmlsec.Key.from_memory(client, xmlsec.constants.KeyDataFormatCertPem))
    context = xmlsec.EncryptionContext(manager)
    context.key = xmlsec.Key.generate(xmlsec.constants.KeyDataAes, 256, xmlsec.constants.KeyDataTypeSession)
    context.encrypt_xml(data, assertion)
    return wrapped


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
