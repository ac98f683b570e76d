"""The answers of a scale do not fit together: steps that miss its end, bands with gaps, or levels without a value.

Why it matters: an answer that no step reaches cannot be given, and one that no band holds, or two bands hold, means
nothing or two things.

What to do: let `from` and `to` lie a whole number of steps apart, let every step lie in exactly one band, and give all
levels a value or none of them.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from spreadkit.model.framework import Level, NumberScale
from spreadkit.rules import FrameworkSubject, Hit, Route, Severity, first_of, framework_rule
from spreadkit.rules._bands import ValueGrid, wrong_with_bands
from spreadkit.rules._figures import count_steps

PASSES = """
scales:
  presence:
    absent: {value: 0, label: Absent}
    partial: {value: 1, label: Partly in place}
    good: {value: 2, label: In place}
  help: {answer: number, from: -2, to: 2, step: 0.5}
"""

FAILS = """
scales:
  presence:
    absent: {value: 0, label: Absent}
    partial: {value: 1, label: Partly in place}
    good: {value: 2, label: In place}
  help: {answer: number, from: 1, to: 10, step: 2}  # <--
"""


@framework_rule("SK133", Severity.ERROR, passes=PASSES, fails=FAILS, is_cause=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Look at every scale of numbers and of levels."""
    for name, scale in subject.framework.scales.items():
        if isinstance(scale, NumberScale):
            yield from _of_numbers(name, scale, ("scales", name))
        elif isinstance(scale, Mapping):
            yield from _of_levels(name, scale, ("scales", name))


def _of_numbers(name: str, scale: NumberScale, route: Route) -> Iterator[Hit]:
    if scale.from_ >= scale.to:
        yield (*route, "to"), f'"{name}" goes from {scale.from_} to {scale.to}; let "to" be more than "from"'
        return
    if count_steps(scale).denominator != 1:
        yield (
            (*route, "step" if "step" in scale.model_fields_set else "to"),
            f'"{name}" never reaches {scale.to} from {scale.from_} in steps of {scale.step}; change one of the three',
        )
        return
    grid = ValueGrid(Fraction(scale.from_), Fraction(scale.to), Fraction(scale.step), Fraction(scale.from_))
    yield from wrong_with_bands(f'"{name}"', scale.bands, (*route, "bands"), grid)


def _of_levels(name: str, levels: Mapping[str, Level], route: Route) -> Iterator[Hit]:
    if len(levels) < 2:  # noqa: PLR2004 - a choice is between two
        yield route, f'"{name}" leaves nothing to choose; give it two levels or more'
    without = [level_id for level_id, level in levels.items() if level.value is None]
    if without and len(without) < len(levels):
        yield (
            (*route, without[0]),
            f'some levels of "{name}" have a value, but not {first_of(without)}; give all levels one, or none of them',
        )
