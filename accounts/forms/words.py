"""What our forms say, in our own voice."""

from typing import Any, Final, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kit.errors import Refusal

_Form = TypeVar("_Form", bound=forms.Form)


def refuse(form: _Form, no: Refusal, field: str | None = None) -> _Form:
    """The form, saying why a verb said no; what was typed stays."""
    if field not in form.errors:
        form.add_error(field, str(no.message))
    return form


def said(**messages: Any) -> dict[str, Any]:
    """The sentences of a field, by what is wrong; what is chosen from a list needs no more than this."""
    return {"invalid_choice": _("Choose one from the list."), **messages}


CHOSEN: Final = said(required=_("Choose one from the list."))  # of what has to be chosen
