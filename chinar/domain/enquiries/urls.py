from django.urls import path

from chinar.domain.cases import converters  # noqa: F401
from chinar.domain.enquiries.views import asking, bank, council, desk, from_mail, publishing

app_name = "enquiries"
urlpatterns = [
    path("questions/ask/", asking.start, name="start"),
    path("questions/known/", asking.known, name="known"),
    path("questions/ask/<uuid:key>/", asking.ask, name="ask"),
    path("follow/<number:number>/asked/", asking.asked, name="asked"),
    path("answers/", bank.answers, name="answers"),
    path("answers/<int:pk>/", bank.answer, name="answer"),
    path("desk/mail/<int:pk>/question/", from_mail.from_mail, name="from_mail"),
    path("council/questions/", council.register, name="council"),
    path("council/questions/<number:number>/", council.question, name="councillor_question"),
    path("desk/council/", council.desk, name="council_desk"),
    path("desk/council/new/", council.enter, name="council_enter"),
    path("desk/council/<number:entry>/", council.one, name="council_one"),
    path("desk/questions/", desk.weekly, name="weekly"),
    path("desk/questions/oral/", desk.oral, name="oral"),
    path("desk/cases/<number:number>/answer/", desk.reply, name="reply"),
    path("desk/cases/<number:number>/publish/", publishing.publish, name="publish"),
    path("desk/cases/<number:number>/public-answer/withdraw/", publishing.withdraw, name="withdraw"),
]
