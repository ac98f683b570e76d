"""A target asks for the other way than the one that is better.

Why it matters: a target to stay under 40 cannot be held against a measure of which more is better. Until one of the two
is corrected, no report says whether the target is met.

What to do: compare `under` or `over` of the target with `better` of the measure, and correct the one that is wrong.
"""

from collections.abc import Iterator

from spreadkit.model.target import Target
from spreadkit.rules import Hit, Route, Severity, Subject, known, plan_rule

PASSES = """
aim: {measure: plans, target: {over: 95}}
measures:
  falls: {title: Falls, kind: outcome, better: lower, target: {under: 40}}
  plans: {title: Patients with a plan, kind: process, better: higher}
"""

FAILS = """
measures:
  falls:
    title: Falls
    kind: outcome
    better: higher
    target: {under: 40}  # <--
"""


@plan_rule("SK880", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find strict targets that lie on the worse side, and those of measures that are better neither way."""
    for route, name, target in _targets(subject):
        better = subject.plan.measures[name].better
        if not target.is_strict or target.fits(better):
            continue
        says = f'the target of "{name}" is {target.words}, though {better} is better'
        if better == "neither":
            says = f'the target of "{name}" is {target.words}, though "better" says that neither way is'
        yield route, f"{says}; correct one of them"


def _targets(subject: Subject) -> Iterator[tuple[Route, str, Target]]:
    aim, measures = subject.plan.aim, subject.plan.measures
    for name, measure in measures.items():
        if (own := known(measure.target)) is not None:
            yield ("measures", name, "target"), name, own
        for other, named in measure.targets.items():
            if (further := known(named.value)) is not None:
                yield ("measures", name, "targets", other, "value"), name, further
    if aim.measure in measures and (of_aim := known(aim.target)) is not None:
        yield ("aim", "target"), aim.measure, of_aim
