"""A figure that the plan states is not the one that its data give.

Why it matters: sponsors remember the figure in the aim, and visitors that of the successful site. If the data say
something else, one of the two is of another time, another group, or a good month.

What to do: work the figure out again from the data, over a period that you name, and correct it; or correct the data.
"""

from collections.abc import Iterator, Sequence
from statistics import fmean, median
from typing import Final

from spreadkit.measures.series import MeasureLine, level_of
from spreadkit.model.aim import SuccessfulSite
from spreadkit.model.measure import Measure
from spreadkit.rules import Hit, Severity, Subject, in_figures, known, plan_rule
from spreadkit.rules._claims import Claim, chart_of_claim, claims

PASSES = """
aim: {measure: falls-rate, baseline: 6.4, target: 4}
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2026-03-31}
--- falls.csv
date,falls
2026-01-01,7
2026-02-01,6
2026-03-01,5
"""

FAILS = """
aim:
  measure: falls-rate
  baseline: 8.2  # <--
  target: 4
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, value: falls}
    baseline: {until: 2026-03-31}
--- falls.csv
date,falls
2026-01-01,7
2026-02-01,6
2026-03-01,5
"""

_APART: Final = 0.1
"""How far a figure may lie from what the data give, as a share of it. The figure is ours."""

_WINDOWS: Final = (3, 6, 12)
"""Over how many of the last values a result may be given. The figures are ours."""


@plan_rule("SK815", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a baseline of the aim that its data do not give, and results of sites better than any of their averages."""
    yield from _baseline(subject)
    for claim in claims(subject).values():
        if claim.route[0] == "successful-sites":
            yield from _result(subject, claim, subject.plan.successful_sites[str(claim.route[1])])


def _baseline(subject: Subject) -> Iterator[Hit]:
    aim = subject.plan.aim
    charted, stated = subject.charts.get(aim.measure or ""), known(aim.baseline)
    if charted is None or charted.measure.baseline is None or stated is None:
        return
    until = charted.measure.baseline.until
    places = [place for place, day in enumerate(charted.line.dates) if day <= until]
    averages = _averages(charted.measure, charted.line, places)
    if averages and all(abs(float(stated) - average) > _APART * abs(average) for average in averages):
        given = f"the data give {in_figures(averages[0])} up to {until}"
        yield ("aim", "baseline"), f'the baseline is said to be {stated}, but {given} for "{aim.measure}"; correct one'


def _result(subject: Subject, claim: Claim, site: SuccessfulSite) -> Iterator[Hit]:
    measure, after, line = subject.plan.measures[claim.measure], known(site.after), chart_of_claim(subject, claim).line
    start = claim.since or (measure.baseline.until if measure.baseline else None)
    places = [place for place, day in enumerate(line.dates) if start is None or day >= start]
    averages = [average for size in (*_WINDOWS, len(places)) for average in _averages(measure, line, places[-size:])]
    if after is not None and averages and all(_is_beyond(measure, float(after), average) for average in averages):
        best = in_figures(min(averages) if measure.better == "lower" else max(averages))
        message = f'"{claim.route[1]}" is said to have reached {after}, and its data give {best} at best'
        yield claim.route, f"{message}; work it out again"


def _averages(measure: Measure, line: MeasureLine, places: Sequence[int]) -> list[float]:
    """Return the mean and the median of the values at these places; of a rate, that of all counts together."""
    values = [float(value) for place in places if (value := line.values[place]) is not None]
    if not values:
        return []
    level = level_of(measure, line, places)
    return [
        float(level) if level is not None and measure.data is not None and measure.data.is_rate else fmean(values),
        median(values),
    ]


def _is_beyond(measure: Measure, stated: float, given: float) -> bool:
    """Whether a result is better than what the data give, by more than may be."""
    better = given - stated if measure.better == "lower" else stated - given
    return better > _APART * abs(given)
