from django.urls import path

from chinar.foundation.notifications.views import desk

app_name = "notifications"
urlpatterns = [
    path("desk/messages/", desk.troubled, name="troubled"),
    path("desk/messages/<int:pk>/again/", desk.send_again, name="send_again"),
]
