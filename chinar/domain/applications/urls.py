from django.urls import path

from chinar.domain.applications.views import (
    attachments,
    delivering,
    desk,
    issuing,
    journey,
    posting,
    result,
    signatories,
    signing,
)
from chinar.domain.applications.withdrawing import WITHDRAW
from chinar.domain.cases import converters  # noqa: F401
from chinar.domain.cases.views.acting import page_of

app_name = "applications"
urlpatterns = [
    path("services/<slug:code>/apply/", journey.start, name="start"),
    path("apply/<uuid:key>/", journey.resume, name="resume"),
    path("apply/<uuid:key>/check/", journey.check, name="check"),
    path("apply/<uuid:key>/send/", journey.send, name="send"),
    path("apply/<uuid:key>/done/", journey.done, name="done"),
    path("apply/<uuid:key>/attachments/", attachments.attach, name="attach"),
    path("apply/<uuid:key>/<slug:page>/", journey.question, name="question"),
    path("follow/<number:number>/receipt/", journey.receipt, name="receipt"),
    path("follow/<number:number>/result/", result.receive, name="receive"),
    path("desk/cases/<number:number>/receipt/", result.desk_receipt, name="desk_receipt"),
    path("desk/cases/<number:number>/result/", result.desk_result, name="desk_result"),
    path("desk/cases/<number:number>/deliver/", result.deliver, name="deliver"),
    path("desk/cases/<number:number>/attachments/<int:pk>/", attachments.desk_attachment, name="desk_attachment"),
    path("desk/cases/<number:number>/numbers/", desk.personal_numbers, name="personal_numbers"),
    path("desk/cases/<number:number>/issue/", desk.issue, name="issue"),
    path("desk/cases/<number:number>/result-form/", issuing.issue_document, name="issue_document"),
    path("desk/cases/<number:number>/refuse/", desk.refuse, name="refuse"),
    path("desk/cases/<number:number>/act/", signing.act, name="act"),
    path("desk/cases/<number:number>/act/draft.pdf", signing.paper, name="act_paper"),
    path("desk/cases/<number:number>/withdraw/", page_of(WITHDRAW), name="withdraw"),
    path("desk/cases/<number:number>/delivery/", delivering.delivery, name="delivery"),
    path("desk/deliveries/", posting.deliveries, name="deliveries"),
    path("desk/deliveries/post/", posting.post_letters, name="post_letters"),
    path("desk/deliveries/lists/<int:pk>/", posting.posting_list, name="posting_list"),
    path("desk/deliveries/lists/<int:pk>/letters.pdf", posting.letters, name="posting_letters"),
    path("desk/deliveries/lists/<int:pk>/list.pdf", posting.paper, name="posting_paper"),
    path("desk/deliveries/lists/<int:pk>/tracking/<int:attempt>/", posting.tracking, name="tracking"),
    path("desk/acts/", signing.waiting, name="acts"),
    path("desk/signatories/", signatories.signatories, name="signatories"),
    path("desk/signatories/<int:pk>/end/", signatories.end, name="end_signatory"),
    path("desk/signatories/services/<slug:code>/", signatories.rule, name="signing_rule"),
]
