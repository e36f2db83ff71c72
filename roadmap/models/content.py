from typing import Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kit.bilingual import InBoth
from kit.models import Row

_Content = TypeVar("_Content", bound=models.Model, covariant=True)


class ContentQuerySet(models.QuerySet[_Content]):
    def current(self) -> Self:
        """What has not been retired."""
        return self.filter(retired_at=None)


class Content(Row):
    """What the roadmap's data files and its curators write: never deleted while in use, only retired."""

    key = models.SlugField(_("Key"), max_length=60, unique=True)
    retired_at = models.DateTimeField(_("Off the roadmap"), null=True, blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    loaded_hash = models.CharField(max_length=64, blank=True, default="", editable=False)

    title = InBoth("title")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.title)
