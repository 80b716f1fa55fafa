from chinar.foundation.notifications.models.message import Message

__all__ = ["Message"]
