"""A figure is made of something that its method cannot take.

Why it matters: words have no mean, days no sum, and points of unlike ranges no common measure. What does not fit is
left out without a word, or weighs more than it should.

What to do: name other criteria, components or figures in `of`, choose another `method` or `scale`, or give a component
a `scoring` of its own (`method: none` where it is only talked about).
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from spreadkit.framework.question import Bounds
from spreadkit.model.framework import DateScale, Operator, WordScale
from spreadkit.rules import Framework, FrameworkSubject, Hit, Question, Severity, framework_rule, questions_by_id
from spreadkit.rules._bands import plain_number
from spreadkit.rules._figures import (
    JOINS,
    PlacedFigure,
    axis_of,
    figures_by_stage,
    is_known,
    place_of_operand,
    placed_figures,
    possible,
)
from spreadkit.scoring.figures import FigureSheet
from spreadkit.scoring.operands import criteria_below, operands_of

PASSES = """
figures:
  weakest: {title: The weakest part, method: min, of: [leadership, communication]}
  profile: {title: How many at which level, method: count, of: criteria}
"""

FAILS = """
scales:
  presence:
    absent: {value: 0, label: Absent}
    partial: {value: 1, label: Partly in place}
    good: {value: 2, label: In place}
  kind:
    simple: {label: Simple}
    complex: {label: Complex}
components:
  leadership:
    title: Leadership
    scoring: {method: none}
    criteria:
      leadership.kind: {ask: What kind of change is it?, scale: kind}
      leadership.sponsor: {ask: Which one executive answers for this spread?, need: must, gate: launch}
figures:
  kinds: {title: The mean kind, method: mean, of: [leadership.sponsor, leadership.kind]}  # <--
"""

_ALIKE: Final = frozenset({Operator.MEAN, Operator.MEDIAN, Operator.MIN, Operator.MAX})
"""Operators that compare or average, for which points must have one range."""


class _FrameworkFigures(NamedTuple):
    """A framework, and its figures at each stage without any answer."""

    framework: Framework
    sheets: list[FigureSheet]

    def possible(self, name: str) -> Bounds | None:
        """Return the least and the most that something can be worth."""
        return possible(self.framework, self.sheets, name)


@framework_rule("SK142", Severity.ERROR, passes=PASSES, fails=FAILS, needs_whole=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare what every figure is made of with what its operator takes."""
    figures = _FrameworkFigures(subject.framework, figures_by_stage(subject.framework))
    for placed in (*placed_figures(subject.framework), *_inherited(subject.framework)):
        operands = [name for name in operands_of(figures.framework, placed.name) if is_known(figures.framework, name)]
        for name in operands:
            why = _why_not(figures, placed, name)
            if why:
                yield (
                    place_of_operand(placed, name),
                    f'{placed.called} has "method: {placed.scoring.method}", but {why}',
                )
        yield from _unlike(figures, placed, operands)
        yield from _below_zero(figures, placed, operands)


def _inherited(framework: Framework) -> Iterator[PlacedFigure]:
    """Go through the components that are scored as the whole is, where the whole is made of them."""
    if framework.scoring.method not in JOINS:
        return
    operands = operands_of(framework, "")
    for name, component in framework.components.items():
        if component.scoring is None and name in operands:
            yield PlacedFigure(name, f'the component "{name}"', ("components", name), framework.scoring)


def _why_not(figures: _FrameworkFigures, placed: PlacedFigure, name: str) -> str | None:
    """Say why an operand does not fit; None where it does, or where it only came along with a group."""
    method = placed.scoring.method
    wanted = _FITS.get(method)
    if method in JOINS:
        return _no_number(figures, placed, name)
    if wanted is None or wanted[0](figures.framework, name):
        return None
    return f'"{name}" {wanted[1]}; name another, or choose another method'


def _no_number(figures: _FrameworkFigures, placed: PlacedFigure, name: str) -> str | None:
    named = name in placed.scoring.of
    question = questions_by_id(figures.framework).get(name)
    if placed.scoring.turned_into == "met":
        return None if question else f'"scale: met" takes criteria, and "{name}" is none; name the criteria themselves'
    if question is None:
        without = named and figures.possible(name) is None
        return f'"{name}" comes to no number; name another, or choose another method' if without else None
    if isinstance(question.scale, WordScale):
        return f'"{name}" is an open question, which is never scored; take it out' if named else None
    if isinstance(question.scale, DateScale):
        return f'"{name}" is answered with a day, which has no points; use date-proportion or date-duration'
    if figures.possible(name) is None:
        return f'the levels of "{name}" are words without a value; give them one, or choose a method such as count'
    return None


def _unlike(figures: _FrameworkFigures, placed: PlacedFigure, operands: list[str]) -> Iterator[Hit]:
    """Find points of unlike ranges where they are averaged or compared."""
    if placed.scoring.method not in _ALIKE or placed.scoring.turned_into != "points":
        return
    ranges = {name: limits for name in operands if (limits := figures.possible(name)) is not None}
    first = next(iter(ranges), "")
    for name, limits in ranges.items():
        if limits != ranges[first]:
            first_range, other_range = f'"{first}" goes {_from_to(ranges[first])}', f'"{name}" {_from_to(limits)}'
            message = f'{placed.called} has "scale: points", but {first_range} and {other_range}; use percent'
            yield (*placed.route, "scale"), message
            return


def _below_zero(figures: _FrameworkFigures, placed: PlacedFigure, operands: list[str]) -> Iterator[Hit]:
    """Find products of what may be negative: two bad answers would make a good one."""
    if placed.scoring.method is not Operator.PRODUCT or placed.scoring.turned_into != "points":
        return
    for name in operands:
        limits = figures.possible(name)
        if limits is not None and limits.least < 0:
            why = f'"{name}" goes {_from_to(limits)}, where two low answers make a high product; use "scale: share"'
            yield place_of_operand(placed, name), f'{placed.called} has "method: product", but {why}'


def _from_to(limits: Bounds) -> str:
    return f"from {plain_number(limits.least)} to {plain_number(limits.most)}"


def _all_have_levels(framework: Framework, name: str) -> bool:
    below = _questions_below(framework, name)
    return bool(below) and all(question.levels for question in below)


def _all_have_days(framework: Framework, name: str) -> bool:
    below = _questions_below(framework, name)
    return bool(below) and all(isinstance(question.scale, DateScale) for question in below)


def _questions_below(framework: Framework, name: str) -> list[Question]:
    return [questions_by_id(framework)[criterion_id] for criterion_id in criteria_below(framework, name)]


def _is_component_of_days(framework: Framework, name: str) -> bool:
    return name in framework.components and _all_have_days(framework, name)


def _has_words(framework: Framework, name: str) -> bool:
    return bool(axis_of(framework, name))


_FITS: Final[dict[Operator, tuple[Callable[[Framework, str], bool], str]]] = {
    Operator.COUNT: (_all_have_levels, "is not answered with levels, which are what is counted"),
    Operator.DISTRIBUTION: (_all_have_levels, "is not answered with levels, which are what is counted"),
    Operator.DATE_PROPORTION: (_all_have_days, "is not answered with days"),
    Operator.DATE_DURATION: (_all_have_days, "is not answered with days"),
    Operator.FURTHEST: (_is_component_of_days, "is not a component that is answered with days"),
    Operator.TABLE: (_has_words, "has neither levels nor bands"),
}
"""By operator: what an operand must be, and what is wrong with one that is not."""
