from django.urls import path, re_path

from chinar.foundation.payments.views import arranging, bank, charges, counter, notice

app_name = "payments"
urlpatterns = [
    path("payments/portal/<uuid:key>/", notice.notice, name="notice"),
    path("desk/cash/", counter.day, name="day"),
    path("desk/cash/find/", counter.find, name="find"),
    path("desk/cash/take/<str:subject>/", counter.take, name="take"),
    path("desk/cash/receipts/<int:pk>/", counter.receipt, name="receipt"),
    path("desk/cash/receipts/<int:pk>/pdf/", counter.desk_receipt_pdf, name="receipt_pdf"),
    path("desk/cash/receipts/<int:pk>/cancel/", counter.cancel, name="cancel"),
    path("desk/cash/close/", counter.close, name="close"),
    path("desk/cash/days/", counter.days_of_mine, name="days"),
    path("desk/cash/days/all/", counter.days_of_all, name="all_days"),
    path("desk/cash/days/<int:pk>/", counter.report, name="report"),
    path("desk/cash/days/<int:pk>/overseen/", counter.overseen, name="overseen"),
    path("desk/cash/days/<int:pk>/pdf/", counter.report_pdf, name="report_pdf"),
    path("desk/money/", charges.waiting, name="waiting"),
    path("desk/charges/new/<str:subject>/", charges.new_charge, name="new_charge"),
    path("desk/charges/<int:pk>/", charges.charge, name="charge"),
    path("desk/charges/<int:pk>/correct/", charges.correct, name="correct"),
    path("desk/charges/<int:pk>/refund/", charges.propose_refund, name="propose_refund"),
    re_path(
        r"^desk/corrections/(?P<pk>\d{1,18})/(?P<answer>confirm|decline)/$",
        charges.answer_correction,
        name="answer_correction",
    ),
    re_path(
        r"^desk/refunds/(?P<pk>\d{1,18})/(?P<answer>approve|decline)/$", charges.answer_refund, name="answer_refund"
    ),
    path("desk/refunds/<int:pk>/give/", charges.give_refund, name="give_refund"),
    path("desk/bank/", bank.statements, name="statements"),
    path("desk/bank/<int:pk>/", bank.statement, name="statement"),
    path("desk/bank/<int:pk>/drop/", bank.drop, name="drop"),
    path("desk/bank/lines/", bank.lines, name="lines"),
    path("desk/bank/lines/<int:pk>/", bank.line, name="line"),
    path("desk/payment-settings/", arranging.settings, name="settings"),
    path("desk/payment-settings/account/", arranging.account, name="account"),
    path("desk/payment-settings/table/", arranging.table, name="table"),
    path("desk/payment-settings/portal/", arranging.portal, name="portal"),
]
