from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.models import Row

MOST_TOPICS = 3
HANDLE = r"^[a-z0-9-]{3,30}$"
HANDLE_KEPT_FOR = timedelta(days=90)


class Language(models.TextChoices):
    KO = "ko", "한국어"
    EN = "en", "English"


class UserQuerySet(models.QuerySet["User"]):
    def standing(self) -> Self:
        """Those who are neither suspended nor about to leave: of the others nobody else sees anything."""
        return self.filter(suspended_at=None, erase_after=None)

    def members(self) -> Self:
        """Those of them who finished onboarding."""
        return self.standing().filter(onboarded_at__isnull=False)

    def visible_to(self, viewer: Any) -> Self:
        """Members, without those whom a block keeps apart from `viewer`, a User or a visitor."""
        from accounts.models.block import apart  # noqa: PLC0415 - a block is of two of these

        return self.members().exclude(pk__in=apart(viewer))

    def by_handle(self, handle: str, now: datetime) -> "User":
        """Whose handle it is, or was, where its owner asked for that when renaming and nobody has taken it since.

        The one who answers may have another handle by now: a page then leads on to that. Raises User.DoesNotExist.
        """
        if not handle:
            raise User.DoesNotExist
        handle = handle.lower()
        return (
            self.filter(handle=handle).first()
            or self.filter(
                former_handles__handle=handle,
                former_handles__leads_here=True,
                former_handles__left_at__gt=now - HANDLE_KEPT_FOR,
            ).get()
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)["User"]):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password it can only be entered by a code from a letter."""
        user = User(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An operator: runs the server."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        user: User = self.get(email=(username or "").lower())
        return user


class User(Row, AbstractBaseUser, PermissionsMixin):
    """A person with an account. They are a member once their e-mail is verified and onboarding is finished."""

    email = models.EmailField(unique=True)
    handle = models.CharField(max_length=30, blank=True, default="")
    name = models.CharField(max_length=60, blank=True, default="")
    about = models.CharField(max_length=160, blank=True, default="")
    contact = models.CharField(max_length=160, blank=True, default="")
    language = models.CharField(max_length=2, choices=Language, default=Language.KO)
    time_zone = models.CharField(max_length=64, default="Asia/Seoul")
    day_ends_at = models.PositiveSmallIntegerField(default=4)
    target_role = models.CharField(max_length=20, blank=True, default="")
    topics = ArrayField(models.CharField(max_length=20), default=list, blank=True, size=MOST_TOPICS)
    discoverable = models.BooleanField(null=True)
    onboarded_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_because = models.CharField(max_length=300, blank=True, default="")
    erase_after = models.DateTimeField(null=True, blank=True)
    is_staff = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = (
            models.CheckConstraint(condition=Q(email=Lower(F("email"))), name="user_email_is_lower_case"),
            models.CheckConstraint(condition=Q(handle="") | Q(handle__regex=HANDLE), name="user_handle_is_well_formed"),
            models.UniqueConstraint(fields=["handle"], condition=~Q(handle=""), name="user_handle_is_unique"),
            models.CheckConstraint(condition=Q(onboarded_at=None) | ~Q(handle=""), name="user_onboarded_has_handle"),
            models.CheckConstraint(condition=Q(day_ends_at__lte=6), name="user_day_ends_by_six"),
            models.CheckConstraint(condition=Q(topics__len__lte=MOST_TOPICS), name="user_at_most_three_topics"),
        )

    def __str__(self) -> str:
        return self.name or (f"@{self.handle}" if self.handle else self.email)

    @property
    def is_member(self) -> bool:
        return self.onboarded_at is not None and self.is_standing

    @property
    def is_standing(self) -> bool:
        """Neither suspended nor about to leave."""
        return self.suspended_at is None and self.erase_after is None

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def day(self, moment: datetime | None = None) -> date:
        """The day it is for them: theirs ends at `day_ends_at`, so at 02:00 it is still yesterday."""
        return clock.day_of(moment or clock.now(), time_zone=self.time_zone, ends_at=self.day_ends_at)

    def calendar_day(self, moment: datetime | None = None) -> date:
        """The date on the calendar where they are; nothing can have been done after it."""
        return clock.day_of(moment or clock.now(), time_zone=self.time_zone)
