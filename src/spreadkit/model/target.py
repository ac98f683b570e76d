"""Targets: what the values of a measure are to reach, and the one place that says whether a value does."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, Self

from pydantic import ConfigDict, model_validator
from pydantic_core import PydanticCustomError, core_schema

from spreadkit.model.base import UNKNOWN, FileModel, Number, Unknown

Better = Literal["lower", "higher", "neither"]
"""Which way the values of a measure get better."""

TargetSide = Literal["at", "under", "over"]

_BETTER_BY_SIDE: Final[Mapping[TargetSide, Better]] = {"under": "lower", "over": "higher"}
_LIMIT: Final = re.compile(
    r"(?:(?P<under><|under|below|less than|fewer than)|(?P<over>>|over|above|more than)|[≤≥]|[<>]=|at most|at least)\s*"
    r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))\s*%?",
    re.IGNORECASE | re.ASCII,
)


class Target(FileModel):
    """What values are to reach: a number `at` which it is met, or one that they have to be `under` or `over`.

    A number alone is one that the target is met `at`, or on its better side: `target: 40`. A strict target is not met
    by its own number: `target: {under: 40}`, `target: {over: 95}`. The number is in the unit of the measure.
    """

    model_config = ConfigDict(json_schema_extra={"not": {"required": ["under", "over"]}})

    at: Number | None = None
    under: Number | None = None
    over: Number | None = None

    @model_validator(mode="after")
    def _has_one_number(self) -> Self:
        if sum(number is not None for number in (self.at, self.under, self.over)) != 1:
            message = "a target has one number; write it alone, such as 40, or under one key, such as {under: 40}"
            raise PydanticCustomError("one_number", "{says}", {"says": message})
        return self

    @property
    def side(self) -> TargetSide:
        """The key that its number stands under."""
        if self.under is not None:
            return "under"
        return "at" if self.over is None else "over"

    @property
    def is_strict(self) -> bool:
        """Whether its own number does not meet it."""
        return self.side != "at"

    @property
    def value(self) -> Decimal:
        """Its number."""
        return next(number for number in (self.under, self.over, self.at) if number is not None)

    @property
    def words(self) -> str:
        """How it is said, with its number as it is written: `40`, `under 40`."""
        return f"{self.side} {self.value:f}" if self.is_strict else f"{self.value:f}"

    def fits(self, better: Better) -> bool:
        """Whether a measure can be held against it: one way is better, and a strict target asks for that way."""
        return better != "neither" and better == _BETTER_BY_SIDE.get(self.side, better)

    def is_met_by(self, value: Decimal | Fraction, better: Better) -> bool | None:
        """Whether a value meets it, compared exactly; None where it does not fit the way that is better."""
        if not self.fits(better):
            return None
        exact, number = Fraction(value), Fraction(self.value)
        if exact == number:
            return not self.is_strict
        return exact < number if better == "lower" else exact > number


class _WrittenTarget:
    """Tells pydantic to take a number alone for a target that is met at it, and the word `unknown` as such."""

    def __get_pydantic_core_schema__(self, _source: Any, handler: Callable[[Any], Any]) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(_read_target, handler(Target))

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        return {"anyOf": [{"type": ["number", "string"]}, {"const": UNKNOWN.value}, handler(core)]}


def _read_target(value: object, read: Callable[[object], Target]) -> Target | Unknown | None:
    if value is UNKNOWN or (isinstance(value, str) and value.strip() == UNKNOWN.value):
        return UNKNOWN
    if isinstance(value, str) and (limit := _LIMIT.fullmatch(value.strip())):
        side = "under" if limit["under"] else "over" if limit["over"] else ""
        write = f"{{{side}: {limit['number']}}}" if side else f"{limit['number']} alone, which is met at it or better"
        message = f'"{value.strip()}" is a limit, not a number; write {write}'
        raise PydanticCustomError("limit", "{says}", {"says": message})
    if isinstance(value, dict) and all(number is None for number in value.values()):
        return None  # left empty, as any key may be
    return read(value if isinstance(value, dict | Target) else {"at": value})


TargetOrUnknown = Annotated[Target | Unknown, _WrittenTarget()]
