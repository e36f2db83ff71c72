"""Who is signed in, and in the same statement the number on their bell: every page shows it."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, OuterRef

from accounts.models import User
from notices.models import Notice
from notices.reads import MOST_COUNTED

_UNREAD = Notice.objects.unread().filter(recipient=OuterRef("pk")).values("pk")[:MOST_COUNTED]


class Backend(AuthenticationBackend):  # type: ignore[misc] # allauth has no types
    def get_user(self, user_id: Any) -> User | None:
        unread = Func(ArraySubquery(_UNREAD), function="CARDINALITY", output_field=IntegerField())
        user = User.objects.annotate(unread_notices=unread).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
