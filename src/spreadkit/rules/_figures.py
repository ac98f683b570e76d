"""What rules about frameworks share: every figure with its place, its operands, and the values that it can take."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from spreadkit.framework.question import Bounds, questions_by_id
from spreadkit.model.base import Route
from spreadkit.model.framework import Framework, NumberScale, Operator, Scoring, Stage
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.figures import FigureSheet
from spreadkit.scoring.leaves import leaves_of
from spreadkit.scoring.operands import MAIN, operands_of

JOINS: Final = frozenset(operator for operator in Operator if operator.joins)
"""The operators that join numbers into a number."""

NUMBERS: Final = JOINS | {Operator.DATE_PROPORTION, Operator.LADDER}
"""The operators whose figure is a number."""


class PlacedFigure(NamedTuple):
    """A way of scoring, the name of the figure that it makes, how people call it, and where it stands."""

    name: str
    called: str
    route: Route
    scoring: Scoring


def placed_figures(framework: Framework) -> Iterator[PlacedFigure]:
    """Go through every way of scoring that a framework states: the score, components of their own way, and figures."""
    yield PlacedFigure(MAIN, "the score", ("scoring",), framework.scoring)
    for name, component in framework.components.items():
        if component.scoring:
            yield PlacedFigure(name, f'the component "{name}"', ("components", name, "scoring"), component.scoring)
    for name, figure in framework.figures.items():
        yield PlacedFigure(name, f'the figure "{name}"', ("figures", name), figure)


def place_of_operand(placed: PlacedFigure, operand: str) -> Route:
    """Return where an operand is named; where it is not named by itself, the figure."""
    of = placed.scoring.of
    return (*placed.route, "of", of.index(operand)) if operand in of else placed.route


def figures_by_stage(framework: Framework) -> list[FigureSheet]:
    """Return the figures of a framework without any answer, at each stage of a plan."""
    return [
        FigureSheet(framework, leaves_of(framework, {}, Circumstances(stage=stage)), stage, None) for stage in Stage
    ]


def possible(framework: Framework, sheets: list[FigureSheet], name: str) -> Bounds | None:
    """Return the least and the most that a criterion, a component or a figure can be worth; None without numbers."""
    if name in framework.criteria:
        return questions_by_id(framework)[name].bounds
    worked = [sheet.main if name == MAIN else sheet.part(name) for sheet in sheets]
    quantities = [figure.quantity for figure in worked if figure is not None and figure.quantity is not None]
    if not quantities:
        return None
    return Bounds(min(quantity.least for quantity in quantities), max(quantity.most for quantity in quantities))


def is_known(framework: Framework, name: str) -> bool:
    """Whether a name stands for a criterion, a component or a figure."""
    return name in framework.criteria or name in framework.components or name in framework.figures


def axis_of(framework: Framework, name: str) -> list[str]:
    """Return the words among which an operand of a table has one: levels, outcomes of a table, or bands."""
    if name in framework.criteria:
        return list(questions_by_id(framework)[name].levels)
    component = framework.components.get(name)
    scoring = component.scoring if component else framework.figures.get(name)
    if scoring is None:
        return []
    if scoring.method is Operator.TABLE:
        return list(scoring.words or dict.fromkeys(row.is_ for row in scoring.rows))
    return [band.id for band in scoring.bands] if scoring.method in NUMBERS - {Operator.LADDER} else []


def table_axes(framework: Framework, placed: PlacedFigure) -> dict[str, list[str]]:
    """Return the operands of a table in their order, each with its words."""
    return {name: axis_of(framework, name) for name in operands_of(framework, placed.name)}


def count_steps(scale: NumberScale) -> Fraction:
    """Return how many steps lead from the least to the most of a scale of numbers."""
    return (Fraction(scale.to) - Fraction(scale.from_)) / Fraction(scale.step)
