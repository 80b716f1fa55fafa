"""What the journal says of the calendar."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

register(
    Verb(
        "calendar.loaded",
        sentence=_("{actor} loaded the working calendar: {added} days added, {changed} changed, {removed} taken out"),
    )
)
register(
    Verb(
        "calendar.national_day_declared",
        sentence=_("{actor} entered {date} in the national calendar by act {act}"),
    )
)
register(
    Verb(
        "calendar.local_day_declared",
        sentence=_("{actor} entered {date} in the local calendar by act {act}"),
    ),
    Verb(
        "calendar.local_day_withdrawn",
        sentence=_("{actor} withdrew {date}, entered in error, from the local calendar (act {act})"),
    ),
    Verb(
        "calendar.reading_chosen",
        sentence=_("{actor} chose how convention {subject} is read from {from} by act {act}: {variant}"),
    ),
)
