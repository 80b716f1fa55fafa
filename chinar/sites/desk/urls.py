from django.urls import path

from chinar.sites.desk.views import journal, mail, mailbox, messages, scans
from chinar.sites.desk.views.home import home

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("journal/", journal.entries, name="journal"),
    path("scans/", scans.scans, name="scans"),
    path("scans/<int:pk>/again/", scans.check_again, name="scan_again"),
    path("messages/", messages.troubled, name="messages"),
    path("messages/<int:pk>/again/", messages.send_again, name="send_again"),
    path("mail/", mail.letters, name="mail"),
    path("mail/<int:pk>/", mail.letter, name="mail_letter"),
    path("mail/<int:pk>/back/", mail.bring_back, name="mail_back"),
    path("mail/<int:pk>/files/<int:position>/", mail.attachment, name="mail_attachment"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/test/", mailbox.test, name="test_mailbox"),
]
