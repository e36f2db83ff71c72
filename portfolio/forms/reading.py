from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms

from kit.bilingual import Both
from portfolio.actions import readings
from portfolio.actions.keeping import Unfit
from portfolio.kinds import Series
from portfolio.kinds.facts import Day, Number
from portfolio.models import Milestone, Reading


class ReadingForm(forms.Form):
    """One measured value of one day; a day that has one already is corrected."""

    def __init__(
        self, series: Series, data: Mapping[str, Any] | None = None, *, day: date, value: int | None = None
    ) -> None:
        super().__init__(data, auto_id="reading_%s", initial={"day": day, "value": value})
        self.fields["value"] = Number(series.unit)
        self.fields["day"] = Day(Both(ko="날짜", en="Day"))

    def put(self, milestone: Milestone, now: datetime) -> Reading | None:
        """Write it down; None where something has to be mended first. Raises what is no Unfit."""
        if not self.is_valid():
            return None
        try:
            return readings.put(milestone, now=now, **self.cleaned_data)
        except Unfit as no:
            self.add_error(no.about, str(no))
            return None
