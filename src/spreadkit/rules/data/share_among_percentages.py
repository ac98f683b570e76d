"""A figure is a share (0.72) among percentages (72), or a percentage among shares.

Why it matters: such a figure is wrong by a factor of 100. One row moves the centre line of all sites, and a target of
0.75 beside values of 60 is met for ever. It happens when a spreadsheet shows 72 % and its file holds 0.72.

What to do: write all values of the measure, its target and its baseline in one way: 72, or 0.72.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from spreadkit.measures.hundredfold import (
    MOST_PERCENT,
    NEAR_ENOUGH,
    is_a_share,
    is_hundredfold_apart,
    is_in_percent,
    values_above_zero,
)
from spreadkit.measures.measure_charts import stated_limits
from spreadkit.model.base import Unknown
from spreadkit.model.measure import Measure
from spreadkit.model.target import Target
from spreadkit.rules import Hit, Plan, Route, Severity, Subject, count_of, known, plan_rule
from spreadkit.words import by_number

PASSES = """
measures:
  checked:
    title: Patients checked
    kind: process
    better: higher
    unit: "%"
    target: 90
    data: {file: checked.csv, value: checked, site: site}
--- checked.csv
date,site,checked
2026-01-01,ash,71
2026-02-01,ash,74
2026-03-01,ash,0
"""

FAILS = """
measures:
  checked:
    title: Patients checked
    kind: process
    better: higher
    unit: "%"
    target: 90
    data: {file: checked.csv, value: checked, site: site}
--- checked.csv
date,site,checked
2026-01-01,ash,71
2026-02-01,ash,74
2026-03-01,ash,0.715  # <--
"""


@plan_rule("SK820", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find rows and stated figures that are a hundredth, or a hundred times, of the other values of a measure."""
    for name, measure in subject.plan.measures.items():
        values = values_above_zero(measure)
        if values and max(values) <= MOST_PERCENT:
            yield from _rows(name, measure, values)
            yield from _stated(subject.plan, name, measure, values)


def _rows(name: str, measure: Measure, values: Sequence[Decimal]) -> Iterator[Hit]:
    shares, percentages = [value for value in values if value <= 1], [value for value in values if value > 1]
    if not _are_hundredfold(shares, percentages) or measure.data is None:
        return
    shares_are_odd = is_in_percent(measure) or (not is_a_share(measure) and len(shares) <= len(percentages))
    odd = [
        row
        for row, point in enumerate(measure.data.points)
        if (value := measure.data.value_of(point)) is not None and value > 0 and (value <= 1) is shares_are_odd
    ]
    first = measure.data.points[odd[0]]
    what, among = ("a share", "percentages") if shares_are_odd else ("a percentage", "shares")
    where = f' of "{first.site}"' if first.site else ""
    usual = median(percentages if shares_are_odd else shares)
    more = f"; so {by_number(len(odd) - 1, 'is', 'are')} {count_of(len(odd) - 1, 'more value')}" if odd[1:] else ""
    message = f"the value {measure.data.value_of(first):f}{where} on {first.date} is {what} among {among} ({usual:f})"
    cell = "value" if measure.data.value else "count"
    yield ("measures", name, "data", "points", odd[0], cell), f"{message}{more}; write all in one way"


def _stated(plan: Plan, name: str, measure: Measure, values: Sequence[Decimal]) -> Iterator[Hit]:
    """Find targets, baselines and stated lines that are a hundredth, or a hundred times, of the values."""
    stated: list[tuple[Route, str, Decimal | None]] = [
        (("measures", name, "target"), "target", _number(measure.target))
    ]
    for other, named in measure.targets.items():
        stated += [(("measures", name, "targets", other, "value"), f'target "{other}"', _number(named.value))]
    for route, limits in stated_limits(measure):
        stated += [(("measures", name, *route, "centre"), "centre line that is stated", limits.centre)]
    if plan.aim.measure == name:
        stated += [(("aim", "target"), "target", _number(plan.aim.target))]
        stated += [(("aim", "baseline"), "baseline", known(plan.aim.baseline))]
    usual = median(values)
    for route, noun, figure in stated:
        if is_hundredfold_apart(measure, figure, values):
            message = f'the {noun} is {figure}, and the values of "{name}" are such as {usual:f}'
            yield route, f"{message}; write all in one way"


def _number(target: Target | Unknown | None) -> Decimal | None:
    stated = known(target)
    return None if stated is None else stated.value


def _are_hundredfold(shares: Sequence[Decimal], percentages: Sequence[Decimal]) -> bool:
    """Whether shares, times 100, lie among the percentages."""
    if not shares or not percentages:
        return False
    low, high = min(percentages) / NEAR_ENOUGH, max(percentages) * NEAR_ENOUGH
    return all(low <= share * MOST_PERCENT <= high for share in shares)
