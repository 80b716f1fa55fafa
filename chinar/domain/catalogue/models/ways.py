from django.db import models
from django.utils.translation import gettext_lazy as _


class FileBy(models.TextChoices):
    """How one may apply (НАР чл. 25 ал. 1; АПК чл. 29: in writing, electronically or orally)."""

    DESK = "desk", _("at the one-stop desk")
    VILLAGE = "village", _("in the village offices")
    ONLINE = "online", _("on these pages")
    POST = "post", _("by post")
    E_DELIVERY = "e_delivery", _("through the system for secure e-delivery")


class ReceiveBy(models.TextChoices):
    """How the result is received."""

    DESK = "desk", _("at the one-stop desk")
    VILLAGE = "village", _("in the village offices")
    ONLINE = "online", _("on these pages")
    POST = "post", _("by post")
    E_DELIVERY = "e_delivery", _("through the system for secure e-delivery")


class PayBy(models.TextChoices):
    """How the fee is paid."""

    CASH = "cash", _("in cash at the cash desk")
    CARD = "card", _("by card at the cash desk")
    BANK = "bank", _("by bank transfer")
    ONLINE = "online", _("online")
