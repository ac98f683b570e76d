"""A gate cannot do its work: nothing holds it shut, what holds it is always met, or it can never open.

Why it matters: a gate says "ready" in front of everybody. One that is open whatever the plan says gives a promise that
nobody has checked, and one that stays shut whatever is done is passed by without a look.

What to do: give the gate a criterion with `need: must` whose `at-least` is above the lowest level and which is asked
before the gate, or a `needs` between the least and the most that the figure can come to.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Gate, Need
from spreadkit.rules import Framework, FrameworkSubject, Hit, Severity, Stage, framework_rule, questions_of
from spreadkit.rules._bands import plain_number
from spreadkit.rules._figures import figures_by_stage, possible
from spreadkit.scoring.figures import FigureSheet

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


@framework_rule("SK107", Severity.ERROR, passes=PASSES, fails=FAILS, needs_whole=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find gates that nothing holds, must-haves that come too late or are always met, and needs out of reach."""
    framework = subject.framework
    yield from _of_musts(framework)
    sheets = figures_by_stage(framework) if any(gate.needs for gate in framework.gates.values()) else []
    held = {criterion.gate for criterion in framework.criteria.values() if criterion.need is Need.MUST}
    for gate_id, gate in framework.gates.items():
        if gate_id not in held and not gate.needs and not gate.requires:
            yield ("gates", gate_id), f'nothing can hold "{gate_id}" shut; give it a criterion with need: must'
        yield from _of_needs(framework, sheets, gate_id, gate)
        if f"{framework.id}/{gate_id}" in gate.requires:
            index = gate.requires.index(f"{framework.id}/{gate_id}")
            yield ("gates", gate_id, "requires", index), f'"{gate_id}" requires itself; name another gate'


def _of_musts(framework: Framework) -> Iterator[Hit]:
    for question in questions_of(framework):
        gate = framework.gates.get(question.criterion.gate or "")
        if gate is None or question.criterion.need is not Need.MUST:
            continue
        if question.satisfies(question.worst):  # days and open questions have no worst answer: they can be missing
            message = f'every level meets "{question.id}", so it proves nothing at the gate; raise "at-least"'
            yield (*question.in_framework, "at-least"), message
        asked = [stage for stage in Stage if question.is_asked_at(stage)]
        if asked and min(stage.rank for stage in asked) > gate.stage.rank:
            when = f'asked from "{asked[0]}" on, but its gate "{question.criterion.gate}" stands before "{gate.stage}"'
            message = f'"{question.id}" is {when}, so it cannot hold it shut; ask it earlier'
            yield (*question.in_framework, "gate"), message


def _of_needs(framework: Framework, sheets: list[FigureSheet], gate_id: str, gate: Gate) -> Iterator[Hit]:
    for name, least in gate.needs.items():
        if name not in framework.components and name not in framework.figures:
            continue
        limits = possible(framework, sheets, name)
        if limits is None:
            wrong = f'"{name}" comes to no number, so that "{gate_id}" never opens; name a figure that does'
        elif limits.most < least:
            wrong = f'"{name}" never reaches {least}: it goes up to {plain_number(limits.most)}; lower what is needed'
        elif limits.least >= least:
            wrong = f'"{name}" is never below {least}: it begins at {plain_number(limits.least)}; raise what is needed'
        else:
            continue
        yield ("gates", gate_id, "needs", name), wrong
