"""What the journal says of evidence and registers."""

from django.utils.translation import gettext_lazy as _

from chinar.foundation.journal.verbs import Verb, register

for code, sentence in {
    "evidence.recorded": _("{actor} entered evidence “{evidence}” of {subject}"),
    "evidence.letter_sent": _("{actor} asked another body by letter for evidence “{evidence}” of {subject}"),
    "evidence.entry_disputed": _("{actor} disputed the entry of a register, evidence “{evidence}” of {subject}"),
    "evidence.query_requested": _("{actor} asked for a query to a register, evidence “{evidence}” of {subject}"),
    "evidence.query_approved": _("{actor} approved a query to a register, evidence “{evidence}” of {subject}"),
    "evidence.query_stopped": _("{actor} stopped a query to a register, evidence “{evidence}” of {subject}"),
    "evidence.query_sent": _("{actor} sent a query to a register, evidence “{evidence}” of {subject}"),
    "evidence.register_answered": _("A register answered, evidence “{evidence}” of {subject}"),
    "evidence.register_failed": _("A register did not answer, evidence “{evidence}” of {subject}"),
    "evidence.answer_read": _("{actor} read the answer of a register, evidence “{evidence}” of {subject}"),
    "evidence.raw_answer_read": _("{actor} read the raw answer of a register, evidence “{evidence}” of {subject}"),
    "evidence.answers_forgotten": _("{n} answers of registers were deleted, as their term of keeping was over"),
    "evidence.own_queries_read": _("{actor} looked up which registers were asked about them"),
    "evidence.town_asked": _("{actor} asked the municipality of {town} for evidence “{evidence}” of {subject}"),
    "evidence.town_answered": _("The municipality of {town} answered, evidence “{evidence}” of {subject}"),
    "evidence.town_declined": _("The municipality of {town} did not accept, evidence “{evidence}” of {subject}"),
    "evidence_request.registered": _("{actor} registered request for evidence {subject}"),
    "evidence_request.read": _("{actor} read request for evidence {subject} with the number that it is about"),
    "evidence_request.answered": _("{actor} answered request for evidence {subject} of the municipality of {town}"),
    "paper.asked": _("{actor} said that a paper was asked for that the state has, service “{service}”"),
    "paper.looked_into": _("{actor} looked into a paper that was asked for, service “{service}”"),
    "registers.doubts_read": _("{actor} read the weekly list of queries to registers"),
    "registers.connection_tested": _("{actor} tested the connection to RegiX, identifier {subject}"),
    "registers.connection_set": _("{actor} set the connection to RegiX, identifier {subject}"),
}.items():
    register(Verb(code, sentence=sentence))
