"""The aim and its measure have different targets.

Why it matters: the answers and the chart go by the target of the measure, and the sentence about the aim gives its own.
A reader of one page then meets two targets for one thing.

What to do: write the target once, under `aim`. Where the measure has a nearer target than the aim, say so in a measure
of its own, or under `because`.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, known, plan_rule

PASSES = """
aim: {measure: falls-rate, target: {under: 4}}
measures:
  falls-rate: {title: Falls per 1000 bed days, kind: outcome, better: lower, target: {under: 4.0}}
"""

FAILS = """
aim:
  measure: falls-rate
  target: 4
measures:
  falls-rate:
    title: Falls per 1000 bed days
    kind: outcome
    better: lower
    target: {under: 4}  # <--
"""


@plan_rule("SK628", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a measure of the aim whose own target is another one than the aim's."""
    name = subject.plan.aim.measure or ""
    measure, of_aim = subject.plan.measures.get(name), known(subject.plan.aim.target)
    own = known(measure.target) if measure is not None else None
    if own is not None and of_aim is not None and (own.side, own.value) != (of_aim.side, of_aim.value):
        message = f'the target of "{name}" is {own.words}, and that of the aim is {of_aim.words}'
        yield ("measures", name, "target"), f"{message}; write it once, under aim"
