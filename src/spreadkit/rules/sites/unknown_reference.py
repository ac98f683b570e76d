"""A change, driver, wave, unit, stratum, audience, community, measure, gate or phase is named that is not defined.

Why it matters: what points at nothing is left out of every count and every table of the report.

What to do: correct the id, or define what it stands for in its own part of the plan. A gate is written as
`framework/gate`.
"""

from collections.abc import Iterator
from typing import Final

from spreadkit.model.names import meant
from spreadkit.model.references import PARTS_BY_KIND, Reference, ReferenceKind, defined_in
from spreadkit.rules import Hit, Places, Severity, Subject, count_of, did_you_mean, first_of, plan_rule

PASSES = """
package:
  version: "1"
  changes:
    huddle: {title: Two-minute safety huddle}
aim:
  what: [huddle]
"""

FAILS = """
package:
  version: "1"
  changes:
    huddle: {title: Two-minute safety huddle}
aim:
  what: [hudle]  # <--
"""

_KINDS: Final[tuple[ReferenceKind, ...]] = (
    "change",
    "driver",
    "wave",
    "unit",
    "stratum",
    "audience",
    "community",
    "measure",
)
"""What is looked for here; people, sites and evidence have rules of their own."""


@plan_rule("SK610", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find names of parts of the plan, of gates and of phases that stand for nothing."""
    found = [reference for reference in subject.unresolved(*_KINDS) if not subject.is_lost(reference.route)]
    empty = {kind for kind in _KINDS if not any(True for _ in defined_in(subject.plan, kind))}
    for kind in _KINDS:
        if kind in empty and (missing := [reference for reference in found if reference.kind == kind]):
            yield _none_of(kind, missing)
    named: dict[tuple[str, str, str | int], list[Reference]] = {}
    for reference in found:
        if reference.kind not in empty:
            named.setdefault((reference.kind, reference.id, reference.route[0]), []).append(reference)
    for (_, name, part), (first, *others) in named.items():
        hint = meant(name, first.kind, subject.plan)
        more = f"; it stands at {count_of(len(others), 'more place')} in {part}" if others else ""
        routes = [first.route, *(other.route for other in others)]
        yield Places(routes), f'there is no {first.kind} "{name}"{hint}{more}'
    yield from _gates(subject)
    yield from _phases(subject)


def _none_of(kind: ReferenceKind, missing: list[Reference]) -> Hit:
    """Say once that nothing of a kind is defined, which is why all names of it stand for nothing."""
    names = first_of(list(dict.fromkeys(reference.id for reference in missing)))
    where = ".".join(map(str, PARTS_BY_KIND[kind][0]))
    routes = [reference.route for reference in missing]
    at = f" at {count_of(len(routes), 'place')}" if len(routes) > 1 else ""
    return Places(routes), f"the plan defines no {kind}, but names {names}{at}; define them under {where}"


def _gates(subject: Subject) -> Iterator[Hit]:
    for index, decision in enumerate(subject.plan.decisions):
        if decision.gate and (wrong := _wrong_with(subject, decision.gate)):
            yield ("decisions", index, "gate"), wrong
    for name, wave in subject.plan.waves.items():
        if wave.gate and (wrong := _wrong_with(subject, wave.gate)):
            yield ("waves", name, "gate"), wrong


def _wrong_with(subject: Subject, gate: str) -> str | None:
    name, slash, gate_id = gate.partition("/")
    used = [use.id for use in subject.plan.frameworks]
    framework = subject.frameworks.get(name)
    if not slash:
        return f'"{gate}" does not say whose gate it is; write framework/gate, such as {(used or ["…"])[0]}/{gate}'
    if framework is None:
        hint = did_you_mean(name, used)
        return None if name in used else f'the plan does not follow a framework "{name}"{hint}'
    if gate_id not in framework.gates:
        return f'"{name}" has no gate "{gate_id}"{did_you_mean(gate_id, framework.gates)}'
    return None


def _phases(subject: Subject) -> Iterator[Hit]:
    for index, use in enumerate(subject.plan.frameworks):
        framework = subject.frameworks.get(use.id)
        phases = [phase.id for phase in framework.phases] if framework else []
        if framework and use.phase and use.phase not in phases:
            hint = did_you_mean(use.phase, phases)
            yield ("frameworks", index, "phase"), f'"{use.id}" has no phase "{use.phase}"{hint}'
