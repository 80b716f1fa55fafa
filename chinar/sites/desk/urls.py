from django.urls import path

from chinar.sites.desk.views import journal, messages, scans
from chinar.sites.desk.views.home import home

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("journal/", journal.entries, name="journal"),
    path("scans/", scans.scans, name="scans"),
    path("scans/<int:pk>/again/", scans.check_again, name="scan_again"),
    path("messages/", messages.troubled, name="messages"),
    path("messages/<int:pk>/again/", messages.send_again, name="send_again"),
]
