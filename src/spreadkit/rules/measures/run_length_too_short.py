"""So few values in a row are to be a signal that chance gives as many often.

Why it matters: on one side of the centre line, chance alone puts five values in a row again and again in a chart of two
years. Who acts on each of them changes what works.

What to do: write the number of the rules that you follow. Published sets have six (IHI) to nine; spreadkit's default
takes as many as chance seldom gives for the length of the chart, so leave `run-length` out where nothing asks for it.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.measures.measure_charts import LEAST_RUN
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
measures:
  falls: {title: Falls, kind: outcome, better: lower, run-length: {values: 8, source: Regional guide}}
"""

FAILS = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    run-length:
      values: 4  # <--
      source: Regional guide
"""

_SHORTEST: Final = 6
"""The shortest that a published set has: IHI's (Perla, Provost and Murray 2011)."""


@plan_rule("SK884", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find measures whose stated run length is shorter than that of any published set of rules."""
    for name, measure in subject.plan.measures.items():
        length = measure.run_length
        if length is None or length.values >= _SHORTEST:
            continue
        so = "chance often gives as many" if length.values >= LEAST_RUN else "so few are no run, and it is not used"
        yield (
            ("measures", name, "run-length", "values"),
            f'for "{name}", {length.values} in a row are to be a signal, and {so}; write {_SHORTEST} or more',
        )
