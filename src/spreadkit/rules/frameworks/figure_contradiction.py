"""Two things that a figure says of itself contradict each other, or one of them can have no effect.

Why it matters: a setting that is silently passed over lets its author believe in a figure that nobody gets.

What to do: take out one of the two that the message names, or choose another `method`.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from spreadkit.model.framework import Missing, Operator, Scoring
from spreadkit.rules import Framework, FrameworkSubject, Hit, Severity, Stage, framework_rule
from spreadkit.rules._figures import JOINS, NUMBERS, PlacedFigure, placed_figures
from spreadkit.scoring.leaf import weight_of
from spreadkit.scoring.operands import MAIN, criteria_below, operands_of

PASSES = """
scoring: {method: sum, missing: scale-up, weights: {leadership: 2}}
"""

FAILS = """
scoring:
  method: median
  weights: {leadership: 2}  # <--
"""

_WEIGHED: Final = frozenset({Operator.SUM, Operator.MEAN, Operator.DATE_PROPORTION})
_WITH_BANDS: Final = JOINS | {Operator.DATE_PROPORTION}

_TAKES: Final = {
    "weights": _WEIGHED,
    "scale": _WITH_BANDS,
    "possible": _WEIGHED,
    "per_site": frozenset(operator for operator in Operator if operator.goes_by_site),
    "bands_in": _WITH_BANDS,
    "absolute": frozenset({Operator.DIFFERENCE}),
    "rescale": _WITH_BANDS,
    "bands": _WITH_BANDS,
    "round": NUMBERS,
    "rungs": frozenset({Operator.LADDER}),
    "rows": frozenset({Operator.TABLE}),
    "words": frozenset({Operator.TABLE}),
    "of": frozenset(Operator) - {Operator.NONE, Operator.LADDER},
}
"""Which operators take a setting at all."""

_NEEDS: Final = {Operator.LADDER: "rungs", Operator.TABLE: "rows"}
"""What an operator cannot do without."""


@framework_rule("SK136", Severity.ERROR, passes=PASSES, fails=FAILS, needs_whole=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Look at the settings of every figure."""
    for placed in placed_figures(subject.framework):
        for contradictions in (
            *(_settings, _needed, _shares, _missing, _changes, _rungs, _weights, _sets_aside, _by_site),
        ):
            yield from contradictions(subject.framework, placed)


def _settings(_: Framework, placed: PlacedFigure) -> Iterator[Hit]:
    method = placed.scoring.method
    for name, takers in _TAKES.items():
        if name in placed.scoring.model_fields_set and getattr(placed.scoring, name) and method not in takers:
            key = name.replace("_", "-")
            yield (*placed.route, key), f'{placed.called} has "{key}", but "method: {method}" takes none; remove it'


def _needed(framework: Framework, placed: PlacedFigure) -> Iterator[Hit]:
    method = placed.scoring.method
    needed = _NEEDS.get(method, "")
    if needed and not getattr(placed.scoring, needed):
        yield (*placed.route, "method"), f'{placed.called} has "method: {method}", but no "{needed}"; add them'
    operands = operands_of(framework, placed.name)
    if method is Operator.DIFFERENCE and len(operands) != 2:  # noqa: PLR2004 - a difference is between two
        message = f'{placed.called} has "method: difference", but "of" names {len(operands)}; name two that differ'
        yield (*placed.route, "of"), message


def _shares(framework: Framework, placed: PlacedFigure) -> Iterator[Hit]:
    limit = placed.scoring.not_applicable_at_most
    stated = "not_applicable_at_most" in placed.scoring.model_fields_set
    if stated and limit > 0 and not _can_be_out(framework, placed.name):
        yield (*placed.route, "not-applicable-at-most"), _never(placed, f"not-applicable-at-most: {limit}")


def _missing(_: Framework, placed: PlacedFigure) -> Iterator[Hit]:
    method, missing = placed.scoring.method, placed.scoring.missing
    if missing is Missing.SCALE_UP and method is not Operator.SUM:
        yield (
            (*placed.route, "missing"),
            f'{placed.called} has "missing: scale-up", which only sums can do, but "method: {method}"; use leave-out',
        )
    elif missing is not None and method not in _WITH_BANDS:
        yield (*placed.route, "missing"), f'{placed.called} has "missing", but "method: {method}" takes none; remove it'


def _changes(_: Framework, placed: PlacedFigure) -> Iterator[Hit]:
    rescale = placed.scoring.rescale
    if rescale is not None and rescale.times == 0:
        message = f'{placed.called} has "rescale" with "times: 0", so that no answer counts; write another number'
        yield (*placed.route, "rescale", "times"), message


def _rungs(_: Framework, placed: PlacedFigure) -> Iterator[Hit]:
    rungs = placed.scoring.rungs if placed.scoring.method is Operator.LADDER else ()
    for index, (lower, upper) in enumerate(pairwise(rungs)):
        if upper.value <= lower.value:
            values = f"its value {upper.value} is not more than {lower.value}"
            message = f'the rung "{upper.id}" stands above "{lower.id}", but {values}; put the rungs in rising order'
            yield (*placed.route, "rungs", index + 1, "value"), message
        if not upper.needs:
            message = f'the rung "{upper.id}" needs nothing, so that "{lower.id}" below it is never where one stands'
            yield (*placed.route, "rungs", index + 1), message


def _weights(framework: Framework, placed: PlacedFigure) -> Iterator[Hit]:
    if placed.scoring.method not in _WEIGHED:
        return
    stated = (*placed.route, "weights")
    operands = operands_of(framework, placed.name)
    if operands and not any(_weight(framework, placed.scoring, name) for name in operands):
        place = stated if placed.scoring.weights else placed.route
        yield place, f"the weights of all that {placed.called} is made of come to 0, so nothing counts; raise one"


def _weight(framework: Framework, scoring: Scoring, name: str) -> Decimal:
    """Return the most that an operand weighs at any stage."""
    if name in scoring.weights:
        return scoring.weights[name]
    part = framework.criteria.get(name) or framework.components.get(name)
    return max(weight_of(part.weight, part.weight_at, stage) for stage in Stage) if part else Decimal(1)


def _sets_aside(framework: Framework, placed: PlacedFigure) -> Iterator[Hit]:
    method, possible = placed.scoring.method, placed.scoring.possible
    if possible is None or method not in _WEIGHED or (method, possible) == (Operator.SUM, "fixed"):
        return
    if not _can_be_out(framework, placed.name):
        yield (*placed.route, "possible"), _never(placed, f"possible: {possible}")


def _by_site(framework: Framework, placed: PlacedFigure) -> Iterator[Hit]:
    """Find figures by site that are the same at all sites, or that cannot be rolled up as they say."""
    rule, method = placed.scoring.per_site, placed.scoring.method
    if rule is None or not method.goes_by_site:
        return
    below = criteria_below(framework, placed.name)
    where, has = (*placed.route, "per-site"), f'{placed.called} has "per-site", but'
    if not any(framework.criteria[name].per_site for name in below):
        yield where, f"{has} none of its criteria is answered for each site; give one of them per-site, or remove this"
    elif rule.roll_up == "distribution" and method in _WITH_BANDS and not placed.scoring.bands:
        yield where, f'{has} it has no "bands" by which sites could be counted; add them, or choose another roll-up'
    elif rule.roll_up != "distribution" and method not in NUMBERS:
        yield where, f'{has} words have no {rule.roll_up}; write "roll-up: distribution"'


def _never(placed: PlacedFigure, setting: str) -> str:
    reason = 'each of its criteria says "not-applicable: never"'
    return f'{placed.called} has "{setting}", but {reason}; remove one of the two'


def _can_be_out(framework: Framework, name: str = MAIN) -> bool:
    """Whether anything below a figure can be out of it: not applicable, not asked, or not counted at a stage."""
    if any(code.counts == "out" for code in framework.not_answered.values()):
        return True
    below = criteria_below(framework, name)
    parts = [component for component in framework.components.values() if set(component.criteria) & below]
    criteria = [framework.criteria[name] for name in below]
    return any(part.stages for part in parts) or any(
        criterion.not_applicable == "allowed" or criterion.only_if is not None or criterion.stages
        for criterion in criteria
    )
