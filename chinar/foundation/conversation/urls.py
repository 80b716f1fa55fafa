from django.urls import path

from chinar.foundation.conversation.views import subscribing

app_name = "conversation"
urlpatterns = [
    path("conversation/follow/<int:pk>/<slug:code>/", subscribing.confirm, name="confirm"),
    path("conversation/leave/<int:pk>/<slug:code>/", subscribing.leave, name="leave"),
]
