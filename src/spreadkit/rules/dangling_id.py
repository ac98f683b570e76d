"""A framework names something that nobody has defined.

Why it matters: a criterion whose gate or scale is misspelt drops out of that gate or is scored on another scale without
a word, and a source that is not listed cannot be looked up.

What to do: correct the id, or define it in the part that it belongs to (`gates`, `scales`, `phases`, `sources`,
`components`). What `verified-by` names has to be a rule of spreadkit.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from spreadkit.model.base import Route
from spreadkit.model.finding import Severity
from spreadkit.model.framework import Criterion, Framework, WorkedExample
from spreadkit.model.plan import UNKNOWN_LEVEL
from spreadkit.ruling import FrameworkSubject, Hit, framework_rule
from spreadkit.scoring.answers import criteria_of, scale_of
from spreadkit.words import did_you_mean

PASSES = """
gates:
  launch: {title: Ready to start the first site, before: execute, stage: launch}
  expand: {title: Ready for a further wave, before: execute, stage: expand}
"""

FAILS = """
gates:
  launch: {title: Ready to start the first site, before: exekute, stage: launch}  # <--
  expand: {title: Ready for a further wave, before: execute, stage: expand}
"""

ALL: Final = "all"


class Name(NamedTuple):
    """A name, where it stands, what it should be the name of, and what there is."""

    id: str
    route: Route
    what: str
    known: Collection[str]


@framework_rule("SK101", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find names of gates, scales, levels, phases, sources, rules and criteria that stand for nothing."""
    for name in _names(subject):
        if name.id not in name.known:
            hint = did_you_mean(name.id, name.known)
            yield name.route, f'"{name.id}" is not {name.what}{hint}; correct it, or define it'


def _names(subject: FrameworkSubject) -> Iterator[Name]:
    framework = subject.framework
    phases = [phase.id for phase in framework.phases]
    for gate_id, gate in framework.gates.items():
        yield Name(gate.before, ("gates", gate_id, "before"), "a phase of this framework", phases)
    for component_id, component in framework.components.items():
        route: Route = ("components", component_id)
        yield from _sources(framework, component.sources, route)
        for criterion_id, criterion in component.criteria.items():
            yield from _of_criterion(subject, criterion, (*route, "criteria", criterion_id))
    for index, example in enumerate(framework.examples):
        yield from _of_answers(framework, example, ("examples", index, "answers"))
        yield from _of_expected(framework, example, ("examples", index, "expect"))


def _sources(framework: Framework, ids: Iterable[str], route: Route) -> Iterator[Name]:
    for index, name in enumerate(ids):
        yield Name(name, (*route, "sources", index), "a source of this framework", framework.sources)


def _of_criterion(subject: FrameworkSubject, criterion: Criterion, route: Route) -> Iterator[Name]:
    framework = subject.framework
    if criterion.gate is not None:
        yield Name(criterion.gate, (*route, "gate"), "a gate of this framework", framework.gates)
    yield from _sources(framework, criterion.sources, route)
    for index, slug in enumerate(criterion.verified_by):
        yield Name(slug, (*route, "verified-by", index), "a rule of spreadkit", subject.rules)
    if criterion.scale is not None and criterion.scale not in framework.scales:
        yield Name(criterion.scale, (*route, "scale"), "a scale of this framework", framework.scales)
        return
    scale = scale_of(framework, criterion)
    if criterion.at_least is not None:
        yield Name(criterion.at_least, (*route, "at-least"), "a level of its scale", scale)
    for level in criterion.levels:
        yield Name(level, (*route, "levels", level), "a level of its scale", scale)


def _of_answers(framework: Framework, example: WorkedExample, route: Route) -> Iterator[Name]:
    criteria = {criterion_id: criterion for _, criterion_id, criterion in criteria_of(framework)}
    every_level = {level for scale in framework.scales.values() for level in scale}
    for name, level in example.answers.items():
        if name != ALL:
            yield Name(name, (*route, name), "a criterion of this framework", criteria)
        levels = scale_of(framework, criteria[name]) if name in criteria else every_level
        if name == ALL or name in criteria:
            yield Name(level, (*route, name), "a level of its scale", {*levels, UNKNOWN_LEVEL})


def _of_expected(framework: Framework, example: WorkedExample, route: Route) -> Iterator[Name]:
    expect = example.expect
    for name in expect.components:
        yield Name(name, (*route, "components", name), "a component of this framework", framework.components)
    for key, gates in (("open", expect.open), ("shut", expect.shut)):
        for index, gate in enumerate(gates or ()):
            yield Name(gate, (*route, key, index), "a gate of this framework", framework.gates)
