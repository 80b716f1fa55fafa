"""The first words of a notice on the board, in the official language in which it hangs; an official goes on from them.

They name nobody: the numbers and the day of filing are enough for whoever is meant.
"""

from django.utils import translation

from chinar.domain.appeals.models import Appeal
from chinar.domain.appeals.rules import Purpose
from chinar.domain.cases import kinds
from chinar.foundation.core.jinja import day

DEFECTS = """До подателя на {appeal}

В жалбата не е посочен адрес. Моля, в 7-дневен срок посочете адрес, на който да получавате съобщения{mend}.

Ако недостатъците не бъдат отстранени, жалбата остава в деловодството на общината на Ваше разположение \
(АПК, чл. 87, ал. 3)."""
INTERESTED = """До заинтересованите лица

В общината е подадена {appeal}.

Ако това засяга Ваши права или законни интереси, можете да дадете становище по жалбата на гишето на общината, докато \
обявлението стои на таблото."""


def first_words(appeal: Appeal, purpose: Purpose, *, to_mend: str) -> str:
    """`to_mend` is what was asked of the appellant besides the address, "" when nothing was."""
    with translation.override("bg"):
        matter = f"по преписка „{kinds.title_of(appeal.against)}“"
        act = f"решение № {appeal.act.subject}" if appeal.act else "мълчалив отказ"
        said = f"жалба № {appeal.case.number} от {day(appeal.filed_on)} срещу {act} {matter}"
    if purpose is Purpose.INTERESTED:
        return INTERESTED.format(appeal=said)
    return DEFECTS.format(appeal=said, mend=f" и отстранете следното: {to_mend.rstrip('. ')}" if to_mend else "")
