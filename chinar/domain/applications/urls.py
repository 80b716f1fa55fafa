from django.urls import path

from chinar.domain.applications.views import (
    attachments,
    codes,
    complex_deciding,
    complex_entering,
    desk,
    issuing,
    journey,
    paying,
    result,
)
from chinar.domain.cases import converters  # noqa: F401

app_name = "applications"
urlpatterns = [
    path("services/<slug:code>/apply/", journey.start, name="start"),
    path("apply/code/", codes.enter, name="enter_code"),
    path("apply/<uuid:key>/", journey.resume, name="resume"),
    path("apply/<uuid:key>/code/", codes.code, name="code"),
    path("apply/<uuid:key>/check/", journey.check, name="check"),
    path("apply/<uuid:key>/send/", journey.send, name="send"),
    path("apply/<uuid:key>/done/", journey.done, name="done"),
    path("apply/<uuid:key>/attachments/", attachments.attach, name="attach"),
    path("apply/<uuid:key>/<slug:page>/", journey.question, name="question"),
    path("follow/<number:number>/receipt/", journey.receipt, name="receipt"),
    path("follow/<number:number>/result/", result.receive, name="receive"),
    path("follow/<number:number>/fee/", paying.fee, name="fee"),
    path("follow/<number:number>/fee/<int:pk>/online/", paying.pay, name="pay"),
    path("follow/<number:number>/fee/online/<uuid:key>/", paying.at_portal, name="at_portal"),
    path("follow/<number:number>/fee/receipts/<int:pk>/", paying.cash_receipt, name="cash_receipt"),
    path("desk/cases/<number:number>/receipt/", result.desk_receipt, name="desk_receipt"),
    path("desk/cases/<number:number>/result/", result.desk_result, name="desk_result"),
    path("desk/cases/<number:number>/deliver/", result.deliver, name="deliver"),
    path("desk/cases/<number:number>/attachments/<int:pk>/", attachments.desk_attachment, name="desk_attachment"),
    path("desk/cases/<number:number>/numbers/", desk.personal_numbers, name="personal_numbers"),
    path("desk/cases/<number:number>/issue/", desk.issue, name="issue"),
    path("desk/cases/<number:number>/result-form/", issuing.issue_document, name="issue_document"),
    path("desk/cases/<number:number>/refuse/", desk.refuse, name="refuse"),
    path("desk/complex/", complex_entering.listed, name="complex"),
    path("desk/complex/<uuid:key>/", complex_entering.enter, name="complex_enter"),
    path("desk/cases/<number:number>/complex/paper/", complex_entering.paper, name="complex_paper"),
    path("desk/cases/<number:number>/complex/decide/", complex_deciding.decide, name="complex_decide"),
    path("desk/cases/<number:number>/complex/deliver/", complex_deciding.deliver, name="complex_deliver"),
    path("desk/cases/<number:number>/complex/result/", complex_deciding.result, name="complex_result"),
    path("follow/<number:number>/complex/result/", complex_deciding.receive, name="complex_receive"),
]
