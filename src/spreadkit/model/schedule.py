"""What a rollout is planned from: how much grows how fast, what a step takes, and how many coaches there are for it.

Figures are exact fractions: a visit every three months is `1/3` a month, and not 0.33.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from spreadkit.model.base import Date, FileModel, Item, ManyInOneText, ReadBy, Unknown, kebab, read_number, read_share

_FRACTION: Final = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})", re.ASCII)
_NUMBER: Final = {"type": ["number", "string"]}
_NUMBER_OR_UNKNOWN: Final = {"anyOf": [_NUMBER, {"const": "unknown"}]}

LARGEST_FIGURE: Final = 10_000_000
"""Above this a number of sites, coaches or visits is taken for a slip of the finger. The figure is ours."""

_LONGEST: Final = 1200
"""Above this many months, a hundred years, a length is taken for a slip of the finger. The figure is ours."""

CheckId = Literal[
    "adds-up", "step-size", "first-step", "test-step", "gate-time", "order", "date", "balance", "strata", "taper"
]
"""The checks that a plan's own waves are held against; a rule says of which it is a part."""


class _FigureBounds:
    """What a figure of a rollout must be: from `least` to `most`, whole where `whole`, above `least` where `above`."""

    def __init__(self, least: int, most: int, *, whole: bool = False, above: bool = False) -> None:
        self.least, self.most, self.whole, self.above = least, most, whole, above

    def read(self, value: object) -> Fraction | Unknown:
        """Read `3`, `0.25`, `1/3` or `unknown`; a figure out of bounds is named as such."""
        if isinstance(value, Unknown) or value == Unknown.UNKNOWN.value:
            return Unknown.UNKNOWN
        number = _read_fraction(value, read_share if self.most == 1 else read_number)
        is_low = number < self.least or (self.above and number == self.least)
        if is_low or number > self.most or (self.whole and number.denominator != 1):
            wanted = f"write {self._in_words}"
            raise PydanticCustomError("out_of_bounds", '"{text}" does not fit here; {wanted}', _shown(value, wanted))
        return number

    @property
    def _in_words(self) -> str:
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} above {self.least}, up to {self.most}" if self.above else f"{kind} {self.least} to {self.most}"


def _shown(value: object, wanted: str) -> dict[str, Any]:
    return {"text": str(value)[:60], "wanted": wanted}


def _read_fraction(value: object, read: Callable[[object], Decimal]) -> Fraction:
    if isinstance(value, Fraction):
        return value
    match = _FRACTION.fullmatch(value.strip()) if isinstance(value, str) else None
    if match and int(match[2]):
        return Fraction(int(match[1]), int(match[2]))
    return Fraction(read(value))


class _OneOrSeveral(ManyInOneText):
    """Tells pydantic to take one figure, or several in one text, for a list of figures."""

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        return {"anyOf": [_NUMBER, handler(core)]}


def _figure(bounds: _FigureBounds) -> ReadBy:
    return ReadBy(bounds.read, _NUMBER_OR_UNKNOWN)


FigureList = Annotated[tuple[Item, ...], _OneOrSeveral()]
Count = Annotated[Fraction | Unknown, _figure(_FigureBounds(1, LARGEST_FIGURE, whole=True))]
CountOrNone = Annotated[Fraction | Unknown, _figure(_FigureBounds(0, LARGEST_FIGURE, whole=True))]
Multiplier = Annotated[Fraction | Unknown, _figure(_FigureBounds(2, LARGEST_FIGURE, whole=True))]
Rate = Annotated[Fraction | Unknown, _figure(_FigureBounds(0, LARGEST_FIGURE))]
OneOrMore = Annotated[Fraction | Unknown, _figure(_FigureBounds(1, LARGEST_FIGURE))]
RateAboveNone = Annotated[Fraction | Unknown, _figure(_FigureBounds(0, LARGEST_FIGURE, above=True))]
Share = Annotated[Fraction | Unknown, _figure(_FigureBounds(0, 1))]
Months = Annotated[Fraction | Unknown, _figure(_FigureBounds(0, _LONGEST))]
MonthsAboveNone = Annotated[Fraction | Unknown, _figure(_FigureBounds(0, _LONGEST, above=True))]
Slack = Annotated[Fraction | Unknown, _figure(_FigureBounds(1, 10))]


class Rollout(FileModel):
    """What the waves are worked out from. What is left out is looked for elsewhere in the plan, or else assumed.

    How much, and how fast it grows:

    - `sites`: how many there are at full scale; else `population` of the aim, else the target sites that are listed;
    - `unit_size`: how many sites make a scalable unit; else the aim's sites over its units, else 1;
    - `multiplier`: how many times as many units there are after each wave. 5 is what is taught ("multiples of five",
      Better Care Playbook); nobody has published proof of it;
    - `first_units`: how many units the first wave has. 1 by the published sequence 1, 5, 25.

    How long it takes, in months:

    - `start`: the day that preparation begins, or the first wave where `set_up` is 0; else the first wave's start;
    - `set_up`: preparation before the first wave. The default, 0, is ours;
    - `step_months`: how long each wave lasts, the last figure for all that follow. The default, 12, is ours: published
      collaboratives took 6 to 15 months (Diabetes Spectrum 2004;17(2):97), Ghana's first test 10 (Twum-Danso 2014);
    - `pause`: between the end of a wave and the start of the next, to look at the data and decide. 2 is ours;
    - `slack`: how many times as long as planned it may take. 1.4 is what happened in Ghana, where five years became
      seven; that we plan with it is our choice.

    How long a wave must at least be, to be judged by its data: `local_start` months until the change is in use,
    `points` measurements, one every `interval` months, and `lag` months until the last of them is known. 6 points are
    the usual rule for a shift on a run chart; 2, 1 and 1 months are ours. `interval` is taken from `every` of the aim's
    measure where that is stated.

    Coaches. Where the plan has support of kind coach, its figures are taken; the names are the same there:

    - `coaches`: how many there are at the start. Without it, only the demand can be worked out;
    - `hires`: how many join from elsewhere before each wave, the first figure for the first wave; else none;
    - `visits_each_month`: to each site during its wave. 1 is what Ghana did (its project's page);
    - `visits_after` a month for `months_after` months: when the wave is over. 1/3 and 12 are ours;
    - `days_per_visit`, with travel, and `days_each_month` of each coach for visits. 0.75 and 12 are ours;
    - `attrition`: the share of coaches that leaves from wave to wave. 0.15 is ours;
    - `yield_`: the share of a wave's sites that gives a coach for the next. 0.25 is ours, and careful: Ghana came to
      one trained coach for 1.75 teams in the end.
    """

    sites: Count | None = None
    unit_size: OneOrMore | None = None
    multiplier: Multiplier | None = None
    first_units: Count | None = None
    start: Date | None = None
    set_up: Months | None = None
    step_months: FigureList[MonthsAboveNone] = ()
    pause: Months | None = None
    slack: Slack | None = None
    local_start: Months | None = None
    points: CountOrNone | None = None
    interval: MonthsAboveNone | None = None
    lag: Months | None = None
    coaches: CountOrNone | None = None
    hires: FigureList[CountOrNone] = ()
    visits_each_month: Rate | None = None
    visits_after: Rate | None = None
    months_after: Months | None = None
    days_per_visit: Rate | None = None
    days_each_month: RateAboveNone | None = None
    attrition: Share | None = None
    yield_: Share | None = None


def read_rollout(given: Mapping[str, str]) -> tuple[Rollout, list[tuple[str, str]]]:
    """Read what was asked for outside of a plan, by the names of the fields as they are written in one.

    Returns it, or an empty one with what is wrong: the name and a sentence for each.
    """
    try:
        return Rollout.model_validate(dict(given)), []
    except ValidationError as error:
        return Rollout(), [(kebab(str(problem["loc"][0])), problem["msg"]) for problem in error.errors()]
