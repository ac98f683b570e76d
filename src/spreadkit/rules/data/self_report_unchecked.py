"""What sites do is known from what they say of themselves, and nobody checks it.

Why it matters: people report what they mean to do. Where somebody has looked, use was often lower than the sites said.

What to do: have somebody else look at a small sample, at some of the sites, and write under `checked` of the measure
how, when and with what result.
"""

from collections.abc import Iterator

from spreadkit.model.measure import MeasureKind
from spreadkit.rules import Hit, Severity, Stage, Subject, first_of, plan_rule

PASSES = """
measures:
  huddles-held:
    title: Huddles held
    kind: process
    better: higher
    collected: self-report
    checked: In May 2026 a coach sat in on ten huddles at three sites; nine were as reported
"""

FAILS = """
measures:
  huddles-held:
    title: Huddles held
    kind: process
    better: higher
    collected: self-report  # <--
"""


@plan_rule("SK818", Severity.WARNING, stage=Stage.EXPAND, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find plans whose process and spread measures, as far as they say, are all self-reported and unchecked."""
    measures = {
        name: measure
        for name, measure in subject.plan.measures.items()
        if measure.kind in {MeasureKind.PROCESS, MeasureKind.SPREAD} and measure.collected not in {None, "unknown"}
    }
    if measures and all(measure.collected == "self-report" and measure.check is None for measure in measures.values()):
        names = list(measures)
        message = f"what sites do is known from their own reports alone ({first_of(names)}), and nobody checks it"
        yield ("measures", names[0], "collected"), f"{message}; have a sample looked at"
