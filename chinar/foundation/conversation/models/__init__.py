from chinar.foundation.conversation.models.comment import Comment
from chinar.foundation.conversation.models.news import News
from chinar.foundation.conversation.models.subscription import Subscription
from chinar.foundation.conversation.models.support import Support
from chinar.foundation.conversation.models.talk_rules import TalkRules

__all__ = ["Comment", "News", "Subscription", "Support", "TalkRules"]
