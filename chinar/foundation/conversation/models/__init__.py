from chinar.foundation.conversation.models.news import News
from chinar.foundation.conversation.models.subscription import Subscription
from chinar.foundation.conversation.models.support import Support

__all__ = ["News", "Subscription", "Support"]
