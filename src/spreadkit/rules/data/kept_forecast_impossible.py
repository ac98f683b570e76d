"""A row of kept forecasts cannot be: its figures are not in order, or it was made when its day had come.

Why it matters: it cannot be compared with what came true, and the report leaves it out of the count of those that held.

What to do: write the row as the forecast was printed: the low end, the middle, the high end, and of how many sites. Do
not correct it to fit what came true later.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
forecasts: forecasts.csv
--- forecasts.csv
made-on,by,of,low,middle,high
2026-03-31,2026-06-30,16,6,8,11
"""

FAILS = """
forecasts: forecasts.csv
--- forecasts.csv
made-on,by,of,low,middle,high
2026-03-31,2026-06-30,16,11,8,6  # <--
"""


@plan_rule("SK821", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find kept forecasts whose figures or days are not in order."""
    for index, kept in enumerate(subject.plan.forecasts):
        if not kept.made_on < kept.by:
            message = f"a forecast for {kept.by} is made before that day, not on {kept.made_on}"
            yield ("forecasts", index, "by"), f"{message}; correct one of the two"
        elif not kept.holds_together:
            figures = f"low {kept.low}, middle {kept.middle}, high {kept.high} of {kept.of}"
            yield (
                ("forecasts", index, "low"),
                f"{figures} are not in order, least first; write them as they were printed",
            )
