from chinar.foundation.notifications.models.message import ELECTRONIC, Message

__all__ = ["ELECTRONIC", "Message"]
