"""What a figure is made of: its operands, and the criteria that it rests on at any depth."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from spreadkit.model.framework import ALL_COMPONENTS, ALL_CRITERIA, Framework, Operator, Scoring
from spreadkit.record import record
from spreadkit.scoring.operators import Quantity

MAIN: Final = ""
"""The name of the main figure: the framework's `scoring`."""


@record
class Operand:
    """One operand: a criterion, a component or a figure, with the weight it has here."""

    id: str
    quantity: Quantity | None
    weight: Decimal
    answer: str
    is_out: bool
    note: str = ""


def operands_of(framework: Framework, name: str) -> list[str]:
    """Return what a figure is made of (the main one, a component's, or a further one), with lists written out."""
    component = framework.components.get(name)
    if component is not None:
        of = component.scoring.of if component.scoring else ()
        return [name for name in of if name != ALL_CRITERIA] or list(component.criteria)
    scoring = framework.figures.get(name) or framework.scoring
    if scoring.method is Operator.LADDER and not scoring.of:
        return list(dict.fromkeys(need for rung in scoring.rungs for need in rung.needs))
    groups: dict[str, Iterable[str]] = {ALL_COMPONENTS: framework.components, ALL_CRITERIA: framework.criteria}
    return list(
        dict.fromkeys(member for entry in scoring.of or (ALL_COMPONENTS,) for member in groups.get(entry, (entry,)))
    )


def ways_of_scoring(framework: Framework) -> list[Scoring]:
    """Return every way of scoring that a framework states: the main one, those of components, and further figures."""
    own = [component.scoring for component in framework.components.values() if component.scoring]
    return [framework.scoring, *own, *framework.figures.values()]


def title_of(framework: Framework, name: str) -> str:
    """Return how people call a part of a framework: a component or a figure by its title, all else by its id."""
    part = framework.components.get(name) or framework.figures.get(name)
    return part.title if part else name


def criteria_below(framework: Framework, name: str = MAIN) -> frozenset[str]:
    """Return the criteria that a figure rests on, at any depth."""

    def below(part: str, above: tuple[str, ...]) -> Iterator[str]:
        if part in framework.criteria:
            yield part
        elif part not in above and (part == MAIN or part in framework.components or part in framework.figures):
            for operand in operands_of(framework, part):
                yield from below(operand, (*above, part))

    return frozenset(below(name, ()))
