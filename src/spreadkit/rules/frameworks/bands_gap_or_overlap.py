"""The bands of a figure leave out a value that is possible, or two of them hold the same one.

Why it matters: a band is the sentence that people remember. A figure in no band has no sentence, and one in two bands
has two that contradict each other.

What to do: let each band begin where the one below it ends: `from` and `to` hold the end itself, `above` and `below` do
not. A band without one of its ends is open to that side. The file may also leave bands out altogether.
"""

from collections.abc import Iterator
from fractions import Fraction

from spreadkit.model.framework import Operator
from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule
from spreadkit.rules._bands import ValueGrid, wrong_with_bands
from spreadkit.rules._figures import JOINS, figures_by_stage, placed_figures, possible
from spreadkit.scoring.rounding import rounded

PASSES = """
scoring:
  method: mean
  bands:
    - {id: hopeful, title: Some reason for optimism, from: 55}
    - {id: uncertain, title: Uncertain, from: 45, below: 55}
    - {id: act, title: Action needed, below: 45}
"""

FAILS = """
scoring:
  method: mean
  bands:  # <--
    - {id: hopeful, title: Some reason for optimism, above: 55}
    - {id: uncertain, title: Uncertain, from: 45, below: 55}
    - {id: act, title: Action needed, below: 45}
"""


@framework_rule("SK135", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare the bands of every figure with the values that it can show."""
    framework = subject.framework
    banded = [placed for placed in placed_figures(framework) if placed.scoring.bands]
    sheets = figures_by_stage(framework) if banded else []
    for placed in banded:
        limits = possible(framework, sheets, placed.name)
        if limits is not None and placed.scoring.method in JOINS | {Operator.DATE_PROPORTION}:
            least, most = (Fraction(rounded(end, placed.scoring.round)) for end in limits)
            grid = ValueGrid(least, most, Fraction(placed.scoring.round.to))
            if placed.scoring.bands_in == "percent":
                grid = ValueGrid(Fraction(0), Fraction(100), Fraction(1, 10))
            yield from wrong_with_bands(placed.called, placed.scoring.bands, (*placed.route, "bands"), grid)
