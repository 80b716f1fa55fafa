"""The catalogue on the pages of others: the officials' navigation."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.core.slots import register
from chinar.foundation.people.ways import Way, ways

EDIT = "catalogue.edit"

register(
    "desk.arrangements",
    ways(
        Way("catalogue:description_list", _("Descriptions of services"), EDIT),
        Way("catalogue:shared_list", _("Shared descriptions"), EDIT, below=True),
        Way("catalogue:question_sets", _("What services ask"), EDIT),
        Way("catalogue:fee_list", _("How services are paid"), EDIT),
        Way("catalogue:statements", _("Legal pages"), EDIT),
        Way("catalogue:department_texts", _("Departments"), EDIT, below=True),
    ),
)
