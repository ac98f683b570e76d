"""A row of data holds a figure that cannot be.

Why it matters: one wrong cell moves the centre line of all sites, and whoever finds it later doubts the rest.

What to do: look the figure up where it comes from, and correct it; leave the cell empty where it is not known.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule
from spreadkit.rules._rows import impossible

PASSES = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, count: falls, per: days}
--- falls.csv
date,falls,days
2026-01-01,7,812
2026-02-01,0,0
"""

FAILS = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    data: {file: falls.csv, count: falls, per: days}
--- falls.csv
date,falls,days
2026-01-01,7,812
2026-02-01,-7,803  # <--
"""


@plan_rule("SK812", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find, for each measure, rows with negative counts, cases out of nobody, or more cases than there were."""
    for name, measure in subject.plan.measures.items():
        wrong = list(impossible(measure))
        if wrong:
            first = wrong[0]
            more = f", and {len(wrong) - 1} more such" if len(wrong) > 1 else ""
            point = measure.data.points[first.row] if measure.data else None
            where = f' at "{point.site}"' if point and point.site else ""
            message = f'"{name}" has {first.says} on {point.date if point else ""}{where}{more}'
            yield ("measures", name, "data", "points", first.row, first.cell), f"{message}; look it up and correct it"
