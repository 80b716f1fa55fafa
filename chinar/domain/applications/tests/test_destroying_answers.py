"""What is destroyed of an application with a question set: answers of both sheets, names, and what was brought."""

from typing import Any

from chinar.domain.applications.kinds import destroy
from chinar.domain.applications.models import Application
from chinar.domain.applications.tests.asking import offered, photo_needed, typed_for, walk
from chinar.domain.applications.tests.world import send
from chinar.domain.cases.tests.world import NOW, TOWN
from chinar.domain.questionnaires.models import Answer
from chinar.foundation.documents.models import Erasure


def test_no_answer_is_left(version: Any, registry: Any, georgi: Any, nadezhda: Any, citizen: Any, expert: Any) -> None:
    service = offered("tree-felling", registry, requirements=photo_needed())
    send(citizen, walk(citizen, service, filer={"applies_for": "person"}))
    application = Application.objects.get()
    form = typed_for(service.result_version.definition)
    expert.post(f"{TOWN}/desk/cases/{application.case.number}/result-form/", {**form, "issue": "1"})
    assert {answer.value for answer in Answer.objects.all()} >= {"Отговор за spot", "Отговор за permitted_species"}
    number = application.case.number
    erasure = Erasure.objects.create(subject=number, ground="срок", at=NOW, first_by=georgi, second_by=nadezhda)
    destroy(application.case, erasure)
    assert {answer.value for answer in Answer.objects.all()} == {""}
    application.refresh_from_db()
    assert (application.applicant_name, application.filer_name) == ("", "")
