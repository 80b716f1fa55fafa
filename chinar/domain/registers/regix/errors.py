"""What can go wrong with a question to a register. RegiX answers errors on three levels and none replaces another:
a SOAP fault (`Fault`), a refusal inside an answer (`Refused`), a register that failed (`RegisterFailed`). A code inside
a good answer, such as "no such person", is a result and no error.
"""

from typing import ClassVar


class RegixError(Exception):
    """`may_retry`: another try could succeed. `may_have_happened`: the register may have acted on the question all the
    same, so an operation that sends something is not repeated."""

    code: ClassVar[str] = "error"
    may_retry: ClassVar[bool] = False
    may_have_happened: ClassVar[bool] = False
    breaks: ClassVar[bool] = False
    """Counts against the register in the circuit breaker."""


class WrongQuestion(RegixError):
    """Found before anything was sent: unknown operation, unknown or missing field, a value of the wrong form."""

    code = "wrong_question"


class Unreachable(RegixError):
    """No connection: the question was not sent."""

    code, may_retry, breaks = "unreachable", True, True


class ConnectionLost(RegixError):
    """The line broke, or the answer ended early, after the question was sent."""

    code, may_retry, may_have_happened, breaks = "connection_lost", True, True, True


class TimedOut(RegixError):
    """No whole answer within the time; whether the register acted is not known."""

    code, may_retry, may_have_happened, breaks = "timed_out", True, True, True


class NotTrusted(RegixError):
    """The TLS handshake failed, or the server answered 401 or 403: a matter of certificates, for the administrator."""

    code = "not_trusted"


class ServerBusy(RegixError):
    """HTTP 502, 503 or 504."""

    code, may_retry, may_have_happened, breaks = "server_busy", True, True, True


class NoSuchEntryPoint(RegixError):
    """The address answers, but not as this version of the entry point: nothing was done."""

    code = "no_such_entry_point"


class Fault(RegixError):
    """SOAP fault: the server could not take the question. A mistake of ours or of the catalogue; not repeated."""

    code = "fault"

    def __init__(self, text: str, fault_code: str = "") -> None:
        super().__init__(text)
        self.fault_code = fault_code


class Refused(RegixError):
    """RegiX refused: certificate unknown or not active, operation not granted, service disabled. Not repeated."""

    code = "refused"


class RegisterFailed(RegixError):
    """RegiX took the question and the register behind it failed; the text is the register's own."""

    code, may_retry, may_have_happened, breaks = "register_failed", True, True, True

    def __init__(self, text: str, call_id: str = "") -> None:
        super().__init__(text)
        self.call_id = call_id


class BadAnswer(RegixError):
    """The answer cannot be used: no XML, too large, wrong encoding, another shape, an answer to another question."""

    code, may_have_happened, breaks = "bad_answer", True, True


class StillPending(RegixError):
    """The register is still at work. `call_id` and `verification_code` fetch the answer later: `Client.collect`."""

    code, may_have_happened = "still_pending", True

    def __init__(self, call_id: str, verification_code: str) -> None:
        super().__init__(f"Call {call_id} is not ready yet.")
        self.call_id, self.verification_code = call_id, verification_code


class CircuitOpen(RegixError):
    """The register has failed again and again and is left alone for a while; `seconds` until the next try."""

    code = "circuit_open"

    def __init__(self, operation: str, seconds: float) -> None:
        super().__init__(f"{operation} is left alone for {seconds:.0f} s more.")
        self.seconds = seconds


class TooMany(RegixError):
    """As many questions to this operation as are allowed at once are already under way."""

    code = "too_many"
