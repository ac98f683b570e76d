"""A gate cannot do its work: nothing holds it shut, or one of its must-haves is met by the lowest level.

Why it matters: a gate says "ready" in front of everybody. One that is open whatever the plan says gives a promise that
nobody has checked.

What to do: give the gate a criterion with `need: must`, and let `at-least` of every must-have be above the lowest level
of its scale.
"""

from collections.abc import Iterator

from spreadkit.model.finding import Severity
from spreadkit.model.framework import Criterion, Framework, Need
from spreadkit.ruling import FrameworkSubject, Hit, framework_rule
from spreadkit.scoring.answers import criteria_of, satisfying_level, scale_of

PASSES = """
gates:
  launch: {title: Ready to start the first site, before: execute, stage: launch}
  expand: {title: Ready for a further wave, before: execute, stage: expand}
"""

FAILS = """
gates:
  launch: {title: Ready to start the first site, before: execute, stage: launch}
  expand: {title: Ready for a further wave, before: execute, stage: expand}
  embed: {title: Ready to hand over, before: execute, stage: embed}  # <--
"""


@framework_rule("SK107", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find gates without a must-have, and must-haves that every level meets."""
    framework = subject.framework
    holding = set()
    for component_id, criterion_id, criterion in criteria_of(framework):
        if criterion.gate not in framework.gates or criterion.need is not Need.MUST:
            continue
        holding.add(criterion.gate)
        if _is_always_met(framework, criterion):
            yield (
                ("components", component_id, "criteria", criterion_id, "at-least"),
                f'every level meets "{criterion_id}", so it proves nothing at the gate; raise "at-least"',
            )
    for gate_id in framework.gates:
        if gate_id not in holding:
            yield ("gates", gate_id), f'nothing can hold "{gate_id}" shut; give it a criterion with need: must'


def _is_always_met(framework: Framework, criterion: Criterion) -> bool:
    """Whether what satisfies a criterion is the lowest level of its scale."""
    scale = scale_of(framework, criterion)
    needed = scale.get(satisfying_level(framework, criterion))
    return needed is not None and needed.value == next(iter(scale.values())).value
