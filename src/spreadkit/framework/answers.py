"""What an answer to one criterion amounts to: whether it fits, what it is worth, and whether it is enough."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from spreadkit.model.base import read_date, read_number
from spreadkit.model.framework import (
    Band,
    Criterion,
    DateScale,
    Framework,
    Level,
    NotAnswered,
    NumberScale,
    Scale,
    WordScale,
)
from spreadkit.model.plan import UNKNOWN_LEVEL, Answer

NOT_DONE = "not-done"
"""The answer, on a scale of days, that something has not been done."""


class Bounds(NamedTuple):
    """The least and the most that an answer can be worth."""

    least: Fraction
    most: Fraction


def criteria_of(framework: Framework) -> Iterator[tuple[str, str, Criterion]]:
    """Go through all criteria in order: component id, criterion id, criterion."""
    for component_id, component in framework.components.items():
        for criterion_id, criterion in component.criteria.items():
            yield component_id, criterion_id, criterion


def any_scale_of(framework: Framework, criterion: Criterion) -> Scale:
    """Return the scale of a criterion, of whichever kind; one without levels where its name stands for nothing."""
    return framework.scales.get(criterion.scale or next(iter(framework.scales)), {})


def scale_of(framework: Framework, criterion: Criterion) -> dict[str, Level]:
    """Return the levels of a criterion, lowest first; none where it is answered with a number, a day or words."""
    return framework.ordered_scales.get(criterion.scale or next(iter(framework.scales)), {})


def levels_of(framework: Framework, criterion: Criterion) -> list[str]:
    """Return the ids of the levels of a criterion, the least wanted first: turned round where a high answer is bad."""
    names = list(scale_of(framework, criterion))
    return names[::-1] if criterion.reverse else names


def wanted(framework: Framework, criterion: Criterion) -> str:
    """Say in words what an answer to the criterion must look like."""
    scale = any_scale_of(framework, criterion)
    match scale:
        case NumberScale():
            steps = "" if scale.step == 1 else f" in steps of {scale.step}"
            return f"a number from {scale.from_} to {scale.to}{steps}"
        case DateScale():
            return f"the day on which it was done, such as 2026-03-31, or {NOT_DONE}"
        case WordScale():
            return f"nothing here: write at least {scale.at_least} words under because"
        case _:
            return " or ".join(scale)


def code_of(framework: Framework, level: str | None) -> NotAnswered | None:
    """Return the further way of not answering that a level stands for, if it is one."""
    return framework.not_answered.get(level or "")


def fits(framework: Framework, criterion: Criterion, level: str | None) -> bool:
    """Whether a level is one that answers the criterion; `unknown` and other ways of not answering are none."""
    scale = any_scale_of(framework, criterion)
    if level is None or isinstance(scale, WordScale):
        return False
    if isinstance(scale, NumberScale):
        number = _number(level)
        within = number is not None and scale.from_ <= number <= scale.to
        return within and (Fraction(number or 0) - Fraction(scale.from_)) % Fraction(scale.step) == 0
    if isinstance(scale, DateScale):
        return level == NOT_DONE or day_of(level) is not None
    return level in scale


def day_of(level: str | None) -> date | None:
    """Return the day that an answer on a scale of days names."""
    try:
        return read_date(level) if level else None
    except ValueError:
        return None


def bounds(framework: Framework, criterion: Criterion) -> Bounds | None:
    """Return the least and the most points that the criterion can get; None where its answers have none."""
    scale = any_scale_of(framework, criterion)
    if isinstance(scale, NumberScale):
        return Bounds(Fraction(scale.from_), Fraction(scale.to))
    if isinstance(scale, DateScale):
        return Bounds(Fraction(0), Fraction(1))
    if isinstance(scale, WordScale):
        return None
    name = criterion.scale or next(iter(framework.scales))
    if not criterion.points:
        ends = framework.level_bounds.get(name)
        return Bounds(*ends) if ends else None
    worth = [_points_of_level(criterion, framework.level_points.get(name, {}), level) for level in scale]
    known = [value for value in worth if value is not None]
    return Bounds(min(known), max(known)) if known and len(known) == len(worth) else None


def points_of(framework: Framework, criterion: Criterion, level: str, *, as_of: date | None = None) -> Fraction | None:
    """Return what a level is worth: turned round where a high answer is bad; None where answers have no points.

    A day that lies after `as_of` counts as not done yet.
    """
    limits = bounds(framework, criterion)
    if limits is None:
        return None
    scale = any_scale_of(framework, criterion)
    if isinstance(scale, DateScale):
        day = day_of(level)
        return Fraction(day is not None and (as_of is None or day <= as_of))
    if isinstance(scale, NumberScale):
        number = _number(level)
        raw = None if number is None else Fraction(number)
    else:
        worth = framework.level_points.get(criterion.scale or next(iter(framework.scales)), {})
        raw = _points_of_level(criterion, worth, level)
    return limits.least + limits.most - raw if criterion.reverse and raw is not None else raw


def percent_of(framework: Framework, criterion: Criterion, points: Fraction) -> Fraction:
    """Return points as percent of the criterion's range; 100 where there is no range."""
    limits = bounds(framework, criterion)
    if limits is None or limits.most == limits.least:
        return Fraction(100)
    return (points - limits.least) / (limits.most - limits.least) * 100


def rank_of(framework: Framework, criterion: Criterion, level: str) -> Fraction | None:
    """Return where a level stands in the order of its scale, however many points it is worth; reversed if need be.

    Levels of one value stand equally high. Only the order counts, not the distance.
    """
    scale = any_scale_of(framework, criterion)
    if isinstance(scale, NumberScale):
        sign = -1 if criterion.reverse else 1
        number = _number(level)
        return None if number is None else sign * (Fraction(number) - Fraction(scale.from_)) / Fraction(scale.step)
    if isinstance(scale, DateScale):
        return Fraction(day_of(level) is not None)
    if isinstance(scale, WordScale) or level not in scale:
        return None
    rank = framework.level_ranks[criterion.scale or next(iter(framework.scales))][level]
    return -rank if criterion.reverse else rank


def satisfying_level(framework: Framework, criterion: Criterion) -> str:
    """Return the lowest answer that satisfies a criterion: its `at-least`, else the best of its scale."""
    if criterion.at_least:
        return criterion.at_least
    scale = any_scale_of(framework, criterion)
    if isinstance(scale, NumberScale):
        return str(scale.from_ if criterion.reverse else scale.to)
    if isinstance(scale, DateScale):
        return "done"
    if isinstance(scale, WordScale):
        return "an answer in words"
    return next(reversed(levels_of(framework, criterion)), "")


def satisfies(framework: Framework, criterion: Criterion, level: str | None, *, as_of: date | None = None) -> bool:
    """Whether a level is at or above what satisfies the criterion."""
    if level is None or not fits(framework, criterion, level):
        return False
    if isinstance(any_scale_of(framework, criterion), DateScale):
        return bool(points_of(framework, criterion, level, as_of=as_of))
    return is_at_least(framework, criterion, level, satisfying_level(framework, criterion))


def is_at_least(framework: Framework, criterion: Criterion, level: str, least: str) -> bool:
    """Whether one level is as good as another, or better. `least` may be a band of a scale of numbers."""
    scale = any_scale_of(framework, criterion)
    if isinstance(scale, NumberScale) and scale.bands:
        band = next((each for each in scale.bands if each.id == least), None)
        if band is not None:
            number = _number(level)
            at = band.from_ is None or (number is not None and number >= band.from_)
            return number is not None and at and (band.above is None or number > band.above)
    here, there = rank_of(framework, criterion, level), rank_of(framework, criterion, least)
    return here is not None and there is not None and here >= there


def is_above_lowest(framework: Framework, criterion: Criterion, level: str | None) -> bool:
    """Whether a level claims anything: it fits, and it is not the least wanted answer of its scale."""
    if level is None or not fits(framework, criterion, level):
        return False
    scale = any_scale_of(framework, criterion)
    if isinstance(scale, DateScale):
        return level != NOT_DONE
    worst = str(scale.to if criterion.reverse else scale.from_) if isinstance(scale, NumberScale) else None
    worst = worst or levels_of(framework, criterion)[0]
    return rank_of(framework, criterion, level) != rank_of(framework, criterion, worst)


def meets(framework: Framework, criterion: Criterion, answer: Answer, *, as_of: date | None = None) -> bool:
    """Whether an answer claims that the criterion is met. Answers by site are judged together, elsewhere."""
    if answer.na is not None:
        return False
    scale = any_scale_of(framework, criterion)
    if isinstance(scale, WordScale):
        return is_told(scale, answer)
    return satisfies(framework, criterion, answer.level, as_of=as_of)


def is_told(scale: WordScale, answer: Answer) -> bool:
    """Whether an open question is answered with as many words as it takes."""
    return len((answer.because or "").split()) >= scale.at_least


def falls_short(framework: Framework, criterion: Criterion, answer: Answer) -> bool:
    """Whether a level of the scale is claimed, and it is too low. What is not answered does not fall short."""
    claimed = answer.has_level and fits(framework, criterion, answer.level)
    return claimed and not satisfies(framework, criterion, answer.level)


def level_label(framework: Framework, criterion: Criterion, level: str | None) -> str:
    """Return an answer in words for people: a level's label, a code's, a number or a day as it is."""
    if level is None:
        return "not answered"
    code = code_of(framework, level)
    if code is not None:
        return code.label
    scale = any_scale_of(framework, criterion)
    if isinstance(scale, NumberScale):
        band = band_of_number(scale, level)
        return f"{level} ({band.title})" if band else level
    return scale[level].label if isinstance(scale, dict) and level in scale else level


def for_importance(framework: Framework, criterion: Criterion) -> Criterion:
    """Return a criterion as its importance is told: on the framework's scale for that, or else on its own."""
    return criterion.model_copy(
        update={"scale": framework.importance or criterion.scale, "points": {}, "reverse": False}
    )


def importance_of(framework: Framework, criterion: Criterion, answer: Answer | None) -> Fraction | None:
    """Return how much a criterion is said to matter, as percent of the range of the scale that this is told on."""
    level = answer.importance if answer else None
    if level is None:
        return None
    own = for_importance(framework, criterion)
    if not fits(framework, own, level):
        return None
    worth = points_of(framework, own, level)
    return None if worth is None else percent_of(framework, own, worth)


def band_of_number(scale: NumberScale, level: str) -> Band | None:
    """Return the band of a scale of numbers that an answer lies in: the level that its points amount to."""
    number = _number(level)
    if number is None:
        return None
    return next((band for band in scale.bands if band.holds(Fraction(number))), None)


def condition_holds(
    framework: Framework, criterion: Criterion, answers: Mapping[str, Answer], *, seen: Iterable[str] = ()
) -> bool | None:
    """Say whether a criterion is asked; None where that hangs on an answer that is not given yet."""
    condition = criterion.only_if
    if condition is None:
        return True
    other = framework.criteria.get(condition.criterion)
    if other is None or condition.criterion in seen:
        return None
    if condition_holds(framework, other, answers, seen=(*seen, condition.criterion)) is False:
        return False
    level = getattr(answers.get(condition.criterion), "level", None)
    if level is None or level == UNKNOWN_LEVEL or not fits(framework, other, level):
        return None
    if condition.is_:
        return level in condition.is_
    return is_at_least(framework, other, level, condition.at_least or satisfying_level(framework, other))


def _points_of_level(criterion: Criterion, worth: Mapping[str, Fraction | None], level: str) -> Fraction | None:
    return Fraction(criterion.points[level].value) if level in criterion.points else worth.get(level)


def _number(level: str) -> Decimal | None:
    try:
        return read_number(level)
    except ValueError:
        return None
