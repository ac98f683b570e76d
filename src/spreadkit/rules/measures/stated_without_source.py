"""Lines of a chart are stated, or how many in a row are a signal, and nothing says where they come from.

Why it matters: with lines from elsewhere, a chart can be made to show anything. Whoever reads it must be able to look
up who set them, and for whom.

What to do: name the document under `source` of `limits` or `run-length`, with its year.
"""

from collections.abc import Iterator

from spreadkit.measures.measure_charts import stated_limits
from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
measures:
  falls: {title: Falls, kind: outcome, better: lower, limits: {centre: 6.6, source: "Falls audit of the region, 2025"}}
"""

FAILS = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: lower
    limits: {centre: 6.6}  # <--
"""


@plan_rule("SK885", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find stated limits and run lengths without a source."""
    for name, measure in subject.plan.measures.items():
        for route, limits in stated_limits(measure):
            if limits.source is None:
                yield (
                    ("measures", name, *route),
                    f'nothing says where the limits of "{name}" come from; name the document under "source"',
                )
        if measure.run_length is not None and measure.run_length.source is None:
            yield (
                ("measures", name, "run-length"),
                f'nothing says where the run length of "{name}" comes from; name the document under "source"',
            )
