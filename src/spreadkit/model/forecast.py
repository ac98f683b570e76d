"""Forecasts that were kept, to be held against what came true."""

from typing import ClassVar

from spreadkit.model.base import ROW_CONFIG, Date, WholeNumber
from spreadkit.record import record


@record
class KeptForecast:
    """A forecast as it was printed on a day: one row of `forecasts.csv`.

    On `made_on` it said that by the day `by` between `low` and `high` of `of` target sites will have had every core
    change in place, with `middle` as the middle.
    """

    __pydantic_config__: ClassVar = ROW_CONFIG

    made_on: Date
    by: Date
    of: WholeNumber
    low: WholeNumber
    middle: WholeNumber
    high: WholeNumber

    @property
    def holds_together(self) -> bool:
        """Whether it can be held against anything: it was made before its day, and its figures are in order."""
        return self.made_on < self.by and self.low <= self.middle <= self.high <= self.of
