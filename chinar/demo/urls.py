from django.urls import path

from chinar.demo.views.mailbox import mailbox

app_name = "demo"
urlpatterns = [path("mailbox/", mailbox, name="mailbox")]
