"""A measure has no definition.

Why it matters: two sites that count the same name differently give figures that cannot be added or compared. The
argument about what was meant starts on the day the figures look bad.

What to do: write in `definition` what is counted, over what, and what is left out, so that two people would count the
same. Measures of `kind: spread` are not asked: what they count is said by `adopted` of each change.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
measures:
  falls-rate:
    title: Falls per 1000 bed days
    kind: outcome
    better: lower
    definition: Reported falls of inpatients, per 1000 occupied bed days at midnight
"""

FAILS = """
measures:
  falls-rate:  # <--
    title: Falls per 1000 bed days
    kind: outcome
    better: lower
"""


@plan_rule("SK653", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find measures without a definition; one finding where several are there and none has one."""
    measures = {name: measure for name, measure in subject.plan.measures.items() if measure.kind != "spread"}
    undefined = [name for name, measure in measures.items() if measure.definition is None]
    if len(undefined) == len(measures) > 1:
        yield ("measures",), 'no measure says what is counted; write it in "definition" of each'
        return
    for name in undefined:
        yield (
            ("measures", name),
            f'nothing says what "{name}" counts; write in "definition" what is counted, over what',
        )
