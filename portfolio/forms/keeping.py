"""What the forms of the portfolio share: their text, the key against sending twice, the version they show."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.utils.functional import cached_property

from accounts.models import User
from portfolio.actions.keeping import Unfit

_Kept = TypeVar("_Kept")


class Prose(forms.CharField):
    """Lines as typed, the indentation of code included."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\0", "")


class KeepingForm(forms.Form):
    """A form of `owner`'s whose values a verb keeps."""

    owner: User
    now: datetime

    @cached_property
    def form_key(self) -> UUID:
        """The key that came with the form; a new one where none can be read."""
        try:
            return UUID(self.data.get("form_key", ""))
        except ValueError:
            return uuid4()

    @cached_property
    def version(self) -> int:
        """The version that the form was made from; 0, which stands nowhere, if it doesn't say."""
        with suppress(ValueError):
            return int(self.data.get("version", ""))
        return 0

    def kept(self, verb: Callable[..., _Kept], *about: Any, **how: Any) -> _Kept | None:
        """What `verb` makes of the values; None where something has to be mended first. Raises what is no Unfit."""
        if not self.is_valid():
            return None
        try:
            return verb(*about, now=self.now, **how, **self.values())
        except Unfit as refusal:
            self.refuse(refusal)
            return None

    def refuse(self, refusal: Unfit) -> None:
        """Say at its field why something cannot be so."""
        self.add_error(refusal.about, str(refusal))

    def clean(self) -> dict[str, Any]:
        """The verb's rules, asked of what could be read so far, so that all there is to mend is said at once."""
        for refusal in list(self.unfit()):
            self.refuse(refusal)
        return self.cleaned_data

    def unfit(self) -> Iterable[Unfit]:
        """What the verb would say no to in `cleaned_data`, beyond what the fields say themselves."""
        return ()

    def values(self) -> Any:
        """The values as the verb takes them, once they are valid."""
        raise NotImplementedError
