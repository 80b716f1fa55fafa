"""Namespaces of the wire. V1 keeps everything in the first namespace; V2 has a wrapper and signed data."""

from enum import StrEnum

SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
V1_ALL = "http://tempuri.org/"
V2_WRAPPER = "http://egov.bg/RegiX"
V2_DATA = "http://egov.bg/RegiX/SignedData"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XSD = "http://www.w3.org/2001/XMLSchema"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
FAULT_CODES = "http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher"
FAULT_DETAIL = "http://schemas.datacontract.org/2004/07/System.ServiceModel"


class Version(StrEnum):
    """Entry points of RegiX."""

    V1 = "v1"
    V2 = "v2"

    @property
    def wrapper(self) -> str:
        return V1_ALL if self is Version.V1 else V2_WRAPPER

    @property
    def data(self) -> str:
        return V1_ALL if self is Version.V1 else V2_DATA

    def soap_action(self, method: str) -> str:
        interface = "IRegiXEntryPoint" if self is Version.V1 else "IRegiXEntryPointV2"
        return f"{self.wrapper.rstrip('/')}/{interface}/{method}"
