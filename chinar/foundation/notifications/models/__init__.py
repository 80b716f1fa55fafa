from chinar.foundation.notifications.models.incoming_mail import IncomingMail
from chinar.foundation.notifications.models.mail_attachment import MailAttachment
from chinar.foundation.notifications.models.mailbox import Mailbox
from chinar.foundation.notifications.models.message import ELECTRONIC, Message

__all__ = ["ELECTRONIC", "IncomingMail", "MailAttachment", "Mailbox", "Message"]
