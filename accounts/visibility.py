from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """Who may see a thing. Sign-up is open, so "members" is nearly public, and the product says so."""

    PRIVATE = "private", _("Only me")
    MEMBERS = "members", _("Members")
    PUBLIC = "public", _("Everyone")
