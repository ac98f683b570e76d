"""A published value cannot be one of the figure that it is said to be of, or has no source.

Why it matters: a value beside a score is read as where others were. On another scale, or from nowhere, it misleads who
decides.

What to do: turn the value into the unit of the figure (see its `scale` and `rescale`), correct `of`, or name where it
was published under `sources`.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from spreadkit.framework.question import Bounds
from spreadkit.model.framework import SCORING, Norm
from spreadkit.rules import FrameworkSubject, Hit, Route, Severity, framework_rule
from spreadkit.rules._bands import plain_number
from spreadkit.rules._figures import figures_by_stage, possible
from spreadkit.scoring.operands import MAIN

PASSES = """
norms:
  others: {of: leadership, value: 61.5, deviation: 20, cases: 92, who: sites, year: 2022, sources: [none]}
"""

FAILS = """
norms:
  others: {of: leadership, value: 161.5, deviation: 20, cases: 92, who: sites, year: 2022, sources: [none]}  # <--
"""

_YEARS: Final = range(1900, 2201)


@framework_rule("SK195", Severity.ERROR, passes=PASSES, fails=FAILS, needs_whole=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare every norm with the values that its figure can take."""
    framework = subject.framework
    sheets = figures_by_stage(framework) if framework.norms else []
    for name, norm in framework.norms.items():
        route: Route = ("norms", name)
        if not norm.sources:
            yield route, f'"{name}" names no source; add "sources" with where it was published'
        if norm.year not in _YEARS:
            yield (*route, "year"), f'"{norm.year}" is no year of a publication; correct it'
        if norm.cases == 0:
            yield (*route, "cases"), "it is of 0 cases; write how many it is of"
        if norm.of == SCORING or norm.of in framework.components or norm.of in framework.figures:
            yield from _misfits(norm, route, possible(framework, sheets, MAIN if norm.of == SCORING else norm.of))


def _misfits(norm: Norm, route: Route, bounds: Bounds | None) -> Iterator[Hit]:
    called = "the score" if norm.of == SCORING else f'"{norm.of}"'
    if bounds is None:
        yield (*route, "of"), f'{called} comes to no number, so no number stands beside it; correct "of"'
        return
    least, most = plain_number(bounds.least), plain_number(bounds.most)
    if not bounds.least <= Fraction(norm.value) <= bounds.most:
        message = f"{norm.value:f} is not from {least} to {most}, as {called} is; turn it into that unit"
        yield (*route, "value"), message
    if norm.deviation is not None and Fraction(norm.deviation) > bounds.most - bounds.least:
        message = f"{norm.deviation:f} is wider than {called}, which is from {least} to {most}; correct it"
        yield (*route, "deviation"), message
