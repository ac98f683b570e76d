"""A value is left out of a chart, and nothing says why.

Why it matters: whoever may leave out a value without a reason can make any chart look good. The value is often the one
that there is most to learn from.

What to do: write under `because` what was different on that day and will not come again; without such a reason, let the
value count.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, count_of, plan_rule

PASSES = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    excluded: [{on: 2026-03-01, because: The ward was closed by a flood}]
"""

FAILS = """
measures:
  falls-rate:
    title: Falls
    kind: outcome
    better: lower
    excluded:
      - {on: 2026-03-01}  # <--
"""


@plan_rule("SK792", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find measures with excluded values that have no reason."""
    for name, measure in subject.plan.measures.items():
        silent = [place for place, exclusion in enumerate(measure.excluded) if exclusion.because is None]
        if silent:
            values = count_of(len(silent), "value is", "values are")
            message = f'{values} left out of "{name}" without a reason, the first on {measure.excluded[silent[0]].on}'
            yield ("measures", name, "excluded", silent[0]), f"{message}; write it under because"
