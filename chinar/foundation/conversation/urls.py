from django.urls import path

from chinar.foundation.conversation.views import commenting, desk, subscribing

app_name = "conversation"
urlpatterns = [
    path("conversation/follow/<int:pk>/<slug:code>/", subscribing.confirm, name="confirm"),
    path("conversation/leave/<int:pk>/<slug:code>/", subscribing.leave, name="leave"),
    path("comments/own/<uuid:key>/<slug:code>/", commenting.own, name="own"),
    path("comments/about/<slug:kind>/<str:key>/", commenting.begin, name="begin"),
    path("comments/about/<slug:kind>/<str:key>/<uuid:form_key>/", commenting.write, name="write"),
    path("desk/comments/", desk.queue, name="queue"),
    path("desk/comments/rules/", desk.rules, name="rules"),
    path("desk/comments/<int:pk>/", desk.comment, name="comment"),
    path("desk/comments/<int:pk>/publish/", desk.publish, name="publish"),
    path("desk/comments/<int:pk>/withhold/", desk.withhold, name="withhold"),
    path("desk/comments/<int:pk>/objection/", desk.objection, name="objection"),
    path("desk/comments/<int:pk>/owed/", desk.owe, name="owe"),
]
