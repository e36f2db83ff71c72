from datetime import datetime
from importlib import import_module
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.crypto import salted_hmac

from accounts.models.user import User


class SessionQuerySet(models.QuerySet["Session"]):
    def running(self, user: User, now: datetime) -> Self:
        """The places where `user` is signed in, last seen first."""
        return self.filter(user=user, expire_date__gt=now).order_by("-seen_on", "-expire_date")


class SessionManager(BaseSessionManager.from_queryset(SessionQuerySet)["Session"]):  # type: ignore[misc]
    pass


class Session(AbstractBaseSession):
    """A session that knows whose it is, so that a person can see where they are signed in, and end it by deleting a row.

    `device` and `seen_on` are copied from what the session holds; no address and no full user agent is kept.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions", db_index=False)
    device = models.CharField(max_length=60, blank=True, default="")
    seen_on = models.DateField(null=True)

    objects: ClassVar[SessionManager] = SessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        indexes = (models.Index(fields=["user", "-seen_on"], name="session_of_user"),)

    @property
    def name(self) -> str:
        """What a page may call it: the key itself is the secret in the cookie."""
        return salted_hmac("accounts.session", self.session_key).hexdigest()[:20]

    @classmethod
    def get_session_store_class(cls) -> Any:
        """The engine that sessions are read with, which knows this table; the other way round would be a circle."""
        return import_module(settings.SESSION_ENGINE).SessionStore
