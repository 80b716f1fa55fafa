"""To whom a message goes."""

from dataclasses import dataclass

from chinar.foundation.core.keys import lookup_hash
from chinar.foundation.notifications.models import Message
from chinar.foundation.people.models import Account


@dataclass(frozen=True, slots=True)
class Recipient:
    """Either an account, at its e-mail address, or an address of the channel's kind."""

    language: str
    account: Account | None = None
    address: str = ""
    channel: str = Message.Channel.EMAIL
    name: str = ""
    """How they are greeted without an account."""

    @property
    def key(self) -> str:
        """Tells recipients apart and says nothing of who they are."""
        who = f"a{self.account.pk}" if self.account else lookup_hash(self.address, purpose="recipient")[:16]
        return f"{self.channel}-{who}"


def by_post(name: str, address: str, *, language: str) -> Recipient:
    """Somebody whom only a letter on paper reaches; its address begins with the name, as on the envelope."""
    return Recipient(language=language, address=f"{name}\n{address}", channel=Message.Channel.LETTER, name=name)


def of_account(account: Account) -> Recipient:
    return Recipient(language=account.language, account=account)
