"""What was predicted of a Measure, beside what came: one word, the figure, and a sentence that says no more."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from spreadkit.measures.series import (
    MeasureLine,
    can_be_pooled,
    has_rare_events,
    label_of,
    left_out,
    level_of,
    own_step,
    period_of,
    pooled,
    reported,
    steps_before,
    usual_step,
)
from spreadkit.model.base import known
from spreadkit.model.measure import Measure
from spreadkit.model.prediction import Prediction
from spreadkit.model.unread import unread_in_words
from spreadkit.months import day, day_in_words
from spreadkit.record import record
from spreadkit.words import count_of, in_figures_apart

_FEWEST: Final = 3
"""How many values it takes to say what came. The figure is ours."""

_MOST: Final = 4
"""How many of the periods up to the day are looked at: the last may not be in yet. The figure is ours."""


class PredictionState(StrEnum):
    """How what came compares with what was predicted."""

    NOT_DUE = "not-due"
    WITHIN = "within"
    BETTER = "better"
    SHORT = "short"
    OUTSIDE = "outside"
    """Of a measure of which neither way is better."""
    NOT_COMPARABLE = "not-comparable"

    @property
    def words(self) -> str:
        """The state as people say it."""
        return _WORDS[self]


_WORDS: Final = {
    PredictionState.NOT_DUE: "not due yet",
    PredictionState.WITHIN: "came within",
    PredictionState.BETTER: "better than",
    PredictionState.SHORT: "short of",
    PredictionState.OUTSIDE: "came outside",
    PredictionState.NOT_COMPARABLE: "cannot be compared",
}


@record
class PredictionResult:
    """A prediction and what became of it.

    `came` is what the last values up to its day come to, in the unit of the measure, and `dates` are theirs; None and
    empty where nothing can be compared. `says` is one sentence.
    """

    prediction: Prediction
    state: PredictionState
    says: str
    came: Decimal | None = None
    dates: tuple[date, ...] = ()


def result_of_prediction(measure: Measure, as_of: date, first_start: date | None) -> PredictionResult | None:
    """Compare what all sites together came to with what was predicted; None where nothing was.

    What came is the level of the last values in the four periods up to the day of the prediction, of which three must
    be there: all counts over all denominators, else the median.

    Args:
        measure: The measure, with its data.
        as_of: The last day that counts.
        first_start: When the first target site begins. What is said after it is no prediction.
    """
    prediction = measure.predicted
    if prediction is None:
        return None
    if why := _why_none(prediction, first_start):
        return _without(prediction, PredictionState.NOT_COMPARABLE, why)
    if as_of < prediction.by:
        return _without(prediction, PredictionState.NOT_DUE, "")
    if why := _why_not(measure, prediction):
        return _without(prediction, PredictionState.NOT_COMPARABLE, why)
    line = pooled(measure, prediction.by)
    places = _places(measure, line, prediction)
    came = level_of(measure, line, places)
    if came is None or len(places) < _FEWEST:
        why = f"{_number_there(len(places))} in the last {_MOST} periods up to then, and it takes {_FEWEST}"
        return _without(prediction, PredictionState.NOT_COMPARABLE, why)
    state, dates = _state(measure, prediction, came), tuple(line.dates[place] for place in places)
    return PredictionResult(prediction, state, _came_in_words(measure, prediction, state, came, dates), came, dates)


def _without(prediction: Prediction, state: PredictionState, why: str) -> PredictionResult:
    reason = f", because {why}" if why else ""
    return PredictionResult(prediction, state, f"{_head(prediction)}: {state.words}{reason}.")


def _head(prediction: Prediction) -> str:
    return f"Predicted {prediction.words} by {day_in_words(prediction.by)}"


def _came_in_words(
    measure: Measure, prediction: Prediction, state: PredictionState, came: Decimal, dates: Sequence[date]
) -> str:
    how = "all counts" if measure.data is not None and measure.data.is_rate else "the median"
    first, last = (label_of(when, own_step(measure)) for when in (dates[0], dates[-1]))
    came_how = state.words if state.words.startswith("came") else f"came {state.words}"
    figure = _figure(came, prediction)
    return f"{_head(prediction)}: {came_how} that, at {figure} ({how} of {len(dates)} values, {first} to {last})."


def _figure(came: Decimal, prediction: Prediction) -> str:
    """Say a figure, with as many digits as tell it from the nearer end of what was predicted."""
    return in_figures_apart(came, min((prediction.least, prediction.most), key=lambda end: abs(came - end)))


def _number_there(number: int) -> str:
    return f"{count_of(number, 'value') if number else 'no value'} {'is' if number <= 1 else 'are'} there"


def _state(measure: Measure, prediction: Prediction, came: Decimal) -> PredictionState:
    if prediction.least <= came <= prediction.most:
        return PredictionState.WITHIN
    if measure.better == "neither":
        return PredictionState.OUTSIDE
    end = prediction.least if came < prediction.least else prediction.most
    return PredictionState.BETTER if measure.is_better(came, end) else PredictionState.SHORT


def _why_none(prediction: Prediction, first_start: date | None) -> str:
    """Say why it is no prediction, whatever values come; nothing where it is one."""
    said = known(prediction.on)
    if said is None:
        return "it is not known when it was said"
    if said >= prediction.by:
        return f"it was said on {day(said)}, and not before the day that it is about"
    if first_start is not None and said > first_start:
        return f"it was said on {day(said)}, after the first start on {day(first_start)}"
    return ""


def _why_not(measure: Measure, prediction: Prediction) -> str:
    """Say why the values cannot be held against it, however many there are; nothing where they can."""
    if measure.data is None:
        return "the measure has no data"
    if measure.data.unread:
        unread = unread_in_words(measure.data.unread).removesuffix(".")
        return unread[:1].lower() + unread[1:]
    if not can_be_pooled(measure.data):
        return "values of several sites cannot be put together without a denominator"
    said = known(prediction.on) or date.min
    redefined = [change.on for change in measure.redefined if said < change.on <= prediction.by]
    return f"the measure is counted otherwise since {day(max(redefined))}" if redefined else ""


def _places(measure: Measure, line: MeasureLine, prediction: Prediction) -> Sequence[int]:
    """Return the positions of the values that say what came: the last ones up to the day, and after it was said."""
    said = known(prediction.on) or date.min
    excluded = left_out(measure, line)
    there = [
        place
        for place, when in enumerate(line.dates)
        if line.values[place] is not None and place not in excluded and said < when <= prediction.by
    ]
    if has_rare_events(measure):
        return there[-_MOST:]
    since = _window(measure, prediction.by)
    return [place for place in there if since is not None and line.dates[place] >= since]


def _window(measure: Measure, until: date) -> date | None:
    """Return the first day of the last periods up to a day; None where no step between values is known."""
    every = own_step(measure)
    if every is not None:
        return steps_before(period_of(until, every), every, _MOST - 1)
    step = usual_step(reported(measure, until).values())
    return None if step is None else until - min(step * _MOST, until - date.min) + timedelta(days=1)
