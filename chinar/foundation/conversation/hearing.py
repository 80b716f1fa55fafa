"""Followers hear that the municipality has answered a comment; of each comment they do not."""

from collections.abc import Collection, Mapping

from chinar.foundation.conversation.actions.moderating import ANSWER
from chinar.foundation.conversation.models import Comment
from chinar.foundation.conversation.sorts import Sort, register


def ripe(marks: Collection[str]) -> dict[str, bool]:
    """An answer is public from the moment in which it is given, for as long as what it answers is."""
    public = Comment.objects.public().filter(pk__in=marks, reply_to__withholding=None)
    return {str(pk): True for pk in public.values_list("pk", flat=True)}


def words_of(mark: str) -> Mapping[str, str]:
    """The letter names no words of anybody: they stand on the page."""
    return {}


register(Sort(ANSWER, "conversation/notices/comment_news.txt", ripe, words_of))
