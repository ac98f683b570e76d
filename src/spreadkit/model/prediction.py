"""Predictions: what a measure is expected to come to if the changes are made, said before the first site starts."""

from decimal import Decimal
from typing import Final, Self

from pydantic import ConfigDict, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from spreadkit.model.base import Date, DateOrUnknown, FileModel, Id, Number, Text

_ONE: Final[JsonDict] = {
    "required": ["value"],
    "not": {"anyOf": [{"required": ["low"]}, {"required": ["high"]}]},
}
_RANGE: Final[JsonDict] = {"required": ["low", "high"], "not": {"required": ["value"]}}
"""For the JSON Schema: which keys go together."""


class Prediction(FileModel):
    """What all sites together are expected to come to `by` a day: a `value`, or any number from `low` to `high`.

    The numbers are in the unit of the measure. `basis` says what it rests on; `who` said it, `on` a day.
    """

    model_config = ConfigDict(json_schema_extra={"oneOf": [_ONE, _RANGE]})

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    by: Date
    basis: Text | None = None
    who: Id | None = None
    on: DateOrUnknown

    @model_validator(mode="after")
    def _has_a_value_or_a_range(self) -> Self:
        given = (self.value is not None, self.low is not None, self.high is not None)
        if given not in {(True, False, False), (False, True, True)}:
            message = 'a prediction is one number, "value", or a range, "low" and "high"; write one of the two'
            raise PydanticCustomError("value_or_range", "{says}", {"says": message})
        if self.least > self.most:
            message = f'the range goes from {self.low:f} down to {self.high:f}; swap "low" and "high"'
            raise PydanticCustomError("range_upside_down", "{says}", {"says": message})
        return self

    @property
    def least(self) -> Decimal:
        """The lowest number that it allows for."""
        return self._end(self.low)

    @property
    def most(self) -> Decimal:
        """The highest number that it allows for."""
        return self._end(self.high)

    @property
    def words(self) -> str:
        """How it is said, with its numbers as they are written: `4.8`, `4.5 to 5.2`."""
        return f"{self.least:f}" if self.value is not None else f"{self.least:f} to {self.most:f}"

    def _end(self, end: Decimal | None) -> Decimal:
        number = end if self.value is None else self.value
        assert number is not None  # noqa: S101 - one of the two is there, or it would have been refused
        return number
