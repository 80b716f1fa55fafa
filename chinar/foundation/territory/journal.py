"""What the journal says about territory."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

for verb in (
    Verb("territory.imported", sentence=_("{actor} read the classifier of places, state of {subject}")),
    Verb("territory.borders_imported", sentence=_("{actor} read {borders} official borders from {source}")),
    Verb("municipality.adopted", sentence=_("{actor} brought municipality {subject} into this installation")),
    Verb("department.opened", sentence=_("{actor} opened department {subject}, {name}")),
    Verb("department.closed", sentence=_("{actor} closed department {subject}, {name}")),
    Verb("handover.sent", sentence=_("{actor} handed {subject} over to municipality {receiver}")),
    Verb("handover.accepted", sentence=_("{actor} accepted {subject} from municipality {sender}")),
    Verb("handover.refused", sentence=_("{actor} refused {subject} from municipality {sender}")),
):
    register(verb)
