"""How an answer begins, by topic: in the official language, for the official to complete."""

ANSWERED_BY_WORD = "Отговорено устно."
GREETING = "Уважаема госпожо, уважаеми господине,\n\n"
FIRST_WORDS = {
    "documents": "За услугата е нужно следното: ",
    "taxes": "Размерът на таксата (данъка) и срокът за плащане са: ",
    "property": "По въпроса Ви за имота: ",
    "social": "Право на подкрепата има: ",
    "environment": "По въпроса Ви за улиците, отпадъците или средата: ",
    "working_hours": "Можете да се обърнете към: ",
}


def first_words(topic: str) -> str:
    """The greeting and the sentence that most answers of the topic begin with."""
    return GREETING + FIRST_WORDS.get(topic, "")
