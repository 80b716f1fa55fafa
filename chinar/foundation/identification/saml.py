"""SAML 2.0, HTTP-POST both ways, in the national profile of eAuth 2 where the provider has its numbers.

python3-saml checks signature, wrapping, audience, recipient and term of the answer and opens an encrypted one; what it
leaves to its caller (that the signed part names our request, that there is an audience at all) is asked here. It reads
the clock by itself, with five minutes of tolerance.
"""

from base64 import b64encode
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as names
from onelogin.saml2.errors import OneLogin_Saml2_ValidationError
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from chinar.foundation.identification.providers import Provider, WrongProviders
from chinar.foundation.identification.rules import Proof, Reason, Refused, proof_of
from chinar.foundation.identification.speaking import Asking, Way

EAUTH = "urn:bg:egov:eauth:2.0:saml:ext"
ATTRIBUTES = "urn:egov:bg:eauth:2.0:attributes:"
IDENTIFIER, NAME = f"{ATTRIBUTES}personIdentifier", f"{ATTRIBUTES}personName"
URI = "urn:oasis:names:tc:saml2:2.0:attrname-format:uri"
"""As eAuth itself spells it in the attributes it is asked for; elsewhere the name has SAML in capitals."""
LEVEL = "urn:egov:bg:eauth:2.0:levelofassurance:"
EIDAS = "http://eidas.europa.eu/LoA/"
SHA256 = {"signatureAlgorithm": names.RSA_SHA256, "digestAlgorithm": names.SHA256}
DENIED = ("AuthnFailed", "RequestDenied")


def way(asking: Asking, *, at: datetime) -> Way:
    """The signed request."""
    provider, idp = asking.provider, _of_provider(asking.provider)
    address = idp["singleSignOnService"]["url"]
    unsigned = etree.tostring(_request(asking, address, at), encoding="unicode")
    signed = OneLogin_Saml2_Utils.add_sign(
        unsigned,
        provider.read(provider.key),
        provider.read(provider.certificate),
        sign_algorithm=names.RSA_SHA256,
        digest_algorithm=names.SHA256,
    )
    return Way(address, {"SAMLRequest": b64encode(signed).decode(), "RelayState": asking.state})


def _request(asking: Asking, address: str, at: datetime) -> Any:
    prefixes = {"samlp": names.NS_SAMLP, "saml": names.NS_SAML}
    root = etree.Element(f"{{{names.NS_SAMLP}}}AuthnRequest", nsmap=prefixes)
    attributes = {
        "ID": asking.request_id,
        "Version": "2.0",
        "IssueInstant": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Destination": address,
        "AssertionConsumerServiceURL": asking.back,
        "ProtocolBinding": names.BINDING_HTTP_POST,
    }
    root.attrib.update(attributes)
    etree.SubElement(root, f"{{{names.NS_SAML}}}Issuer").text = asking.entity
    if asking.provider.is_eauth:
        _extend(etree.SubElement(root, f"{{{names.NS_SAMLP}}}Extensions"), asking)
    policy = {"Format": names.NAMEID_UNSPECIFIED, "AllowCreate": "true"}
    etree.SubElement(root, f"{{{names.NS_SAMLP}}}NameIDPolicy", policy)
    if not asking.provider.is_eauth:
        context = etree.SubElement(root, f"{{{names.NS_SAMLP}}}RequestedAuthnContext", {"Comparison": "minimum"})
        etree.SubElement(context, f"{{{names.NS_SAML}}}AuthnContextClassRef").text = EIDAS + asking.level
    return root


def _extend(extensions: Any, asking: Asking) -> None:
    """What eAuth wants to know: for which service of which administration, at which level, which attributes."""
    provider, prefix = asking.provider, {"egovbga": EAUTH}
    service = etree.SubElement(extensions, f"{{{EAUTH}}}RequestedService", nsmap=prefix)
    level = asking.level.upper() if provider.level_spelling == "word" else LEVEL + asking.level
    for name, said in (
        ("Service", provider.service_oid), ("Provider", provider.provider_oid), ("LevelOfAssurance", level),
    ):  # fmt: skip
        etree.SubElement(service, f"{{{EAUTH}}}{name}").text = said
    wanted = etree.SubElement(extensions, f"{{{EAUTH}}}RequestedAttributes", nsmap=prefix)
    for name in (IDENTIFIER, NAME):
        facts = {"FriendlyName": name.removeprefix(ATTRIBUTES), "Name": name, "NameFormat": URI, "isRequired": "true"}
        attribute = etree.SubElement(wanted, f"{{{EAUTH}}}RequestedAttribute", facts)
        etree.SubElement(attribute, f"{{{EAUTH}}}AttributeValue").text = name


def heard(asking: Asking, answer: str) -> Proof:
    """Raises Refused."""
    settings = _settings(asking)
    here = urlsplit(asking.back)
    request = {"https": "on" if here.scheme == "https" else "off", "http_host": here.netloc, "script_name": here.path}
    try:
        response = OneLogin_Saml2_Response(settings, answer)
        _must_not_say_no(response)
        response.is_valid(request, asking.request_id, raise_exceptions=True)
        _must_be_for_us(response, asking)
        attributes = response.get_attributes()
        levels = [*response.get_authn_contexts(), *_told(attributes, "levelofassurance")]
    except Refused:
        raise
    except OneLogin_Saml2_ValidationError as error:
        raise Refused(Reason.NOT_TRUSTED, f"SAML fault {error.code}") from error
    except Exception as error:  # what is no XML, no base64, or cannot be decrypted: the libraries raise what they like
        raise Refused(Reason.NOT_TRUSTED, error.__class__.__name__) from error
    identifier, name = _told(attributes, "personidentifier"), _told(attributes, "personname")
    return proof_of(identifier[0] if len(identifier) == 1 else "", " ".join(name), levels)


def _must_not_say_no(response: Any) -> None:
    code = OneLogin_Saml2_Utils.get_status(response.document).get("code", "")
    if code == names.STATUS_SUCCESS:
        return
    inner = response.document.xpath("//*[local-name()='StatusCode']/@Value")
    denied = any(value.rpartition(":")[2] in DENIED for value in inner)
    raise Refused(Reason.CANCELLED if denied else Reason.NOT_TRUSTED, f"status {code.rpartition(':')[2][:40]}")


def _must_be_for_us(response: Any, asking: Asking) -> None:
    """That the answer is to our request stands in the signed assertion, not only around it; and for whom it is."""
    data = response._query_assertion("/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData")
    named = {(one.get("InResponseTo"), one.get("Recipient")) for one in data}
    if response.get_in_response_to() != asking.request_id or named != {(asking.request_id, asking.back)}:
        raise Refused(Reason.NOT_TRUSTED, "not in response to our request")
    if asking.entity not in response.get_audiences():
        raise Refused(Reason.NOT_TRUSTED, "no audience")


def _told(attributes: dict[str, list[str]], name: str) -> list[str]:
    """Values of an attribute by the last part of its name, whichever edition of the profile it is of."""
    return [value for key, values in attributes.items() if key.rpartition(":")[2].lower() == name for value in values]


def metadata(provider: Provider, base: str, *, until: datetime) -> bytes:
    """What is handed to the provider when we register. Raises WrongProviders."""
    asking = Asking(provider, base, state="", request_id="")
    settings = _settings(asking, {"metadataValidUntil": until})
    text = settings.get_sp_metadata()
    return text if isinstance(text, bytes) else str(text).encode()


def _settings(asking: Asking, more: dict[str, Any] | None = None) -> Any:
    provider = asking.provider
    security = {
        "authnRequestsSigned": True,
        "wantAssertionsSigned": True,
        "wantAssertionsEncrypted": provider.encrypted,
        "wantNameId": False,
        "rejectDeprecatedAlgorithm": True,
        "requestedAuthnContext": False,
        "allowSingleLabelDomains": True,
        **SHA256,
        **(more or {}),
    }
    ours = {
        "entityId": asking.entity,
        "assertionConsumerService": {"url": asking.back, "binding": names.BINDING_HTTP_POST},
        "NameIDFormat": names.NAMEID_UNSPECIFIED,
        "x509cert": provider.read(provider.certificate),
        "privateKey": provider.read(provider.key),
    }
    data = {"strict": True, "sp": ours, "idp": _of_provider(provider), "security": security}
    try:
        return OneLogin_Saml2_Settings(data)
    except Exception as error:  # the library's own class, or its parser's
        raise WrongProviders(f"{provider.code}: {error}") from error


def _of_provider(provider: Provider) -> dict[str, Any]:
    """Name, address and certificates from the provider's own metadata."""
    text = provider.read(provider.metadata)
    try:
        idp: dict[str, Any] = OneLogin_Saml2_IdPMetadataParser.parse(text, names.BINDING_HTTP_POST).get("idp", {})
    except Exception as error:  # any fault of the XML
        raise WrongProviders(f"{provider.folder / provider.metadata}: {error.__class__.__name__}") from error
    if "singleSignOnService" not in idp or not (idp.get("x509cert") or idp.get("x509certMulti")):
        raise WrongProviders(f"{provider.folder / provider.metadata}: no address for HTTP-POST, or no certificate")
    return idp
