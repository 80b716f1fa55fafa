"""Why a filing cannot be acknowledged: pure, as models name it."""

from enum import StrEnum


class Reason(StrEnum):
    """The seven reasons of the message that receipt is not acknowledged."""

    FORMAT = "format"
    SIZE = "size"
    ATTACHMENT = "attachment"
    MALWARE = "malware"
    IDENTIFIER = "identifier"
    ADDRESS = "address"
    MEDIUM = "medium"
