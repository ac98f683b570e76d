"""From frameworks to a commented, unanswered plan with the files beside it: what `init` writes."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Final

from spreadkit.model.framework import Component, Criterion, Framework, Need
from spreadkit.scoring.answers import scale_of

WIDTH: Final = 100

_NEEDS: Final = {Need.MUST: "Must be in place", Need.SHOULD: "Should be in place", Need.MAY: "Helps to have"}
_STARTER: Final = Path(__file__).parent / "starter"
_PLAIN: Final = re.compile(r"[A-Za-z][\w (),./-]*", re.ASCII)
_NOT_PLAIN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_TEXT: Final = frozenset({"yes", "no", "true", "false", "null", "unknown", "on", "off"})


@dataclass(frozen=True)
class Start:
    """What a new plan begins with."""

    title: str
    frameworks: Sequence[Framework]
    sponsor: str | None = None
    agent: str | None = None


def starter_files(start: Start, schema: str) -> dict[str, str]:
    """Return the files of a new plan by their names; `schema` is the JSON Schema for editors."""
    return {
        "spread-plan.yaml": plan_text(start),
        "sites.csv": _starter("sites.csv"),
        "adoption.csv": _starter("adoption.csv"),
        ".gitattributes": _starter("gitattributes"),
        "evidence/README.md": _starter("evidence.md"),
        "data/README.md": _starter("data.md"),
        ".spreadkit/plan.schema.json": schema,
    }


def plan_text(start: Start) -> str:
    """Return a plan with a stub for every criterion, in framework order, its question and levels as comments."""
    gates = [f"{each.id}/{gate}" for each in start.frameworks for gate in each.gates]
    parts = {
        "title": as_yaml(start.title),
        "frameworks": "\n".join(_uses(start.frameworks)),
        "people": "\n".join(_people(start)),
        "first-gate": gates[0] if gates else "my-framework/launch",
        "answers": "\n".join(line for each in start.frameworks for line in _stubs(each)),
    }
    return _fill(_starter("plan.txt"), parts)


def as_yaml(text: str) -> str:
    """Return a text as one line of YAML that reads back as the same text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT and text == text.strip():
        return text
    return _NOT_PLAIN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _starter(name: str) -> str:
    return (_STARTER / name).read_text(encoding="utf-8")


def _fill(text: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"@([a-z-]+)@", lambda match: parts[match[1]], text)


def _uses(frameworks: Sequence[Framework]) -> Iterator[str]:
    for framework in frameworks:
        yield f"  - use: {framework.id}@{framework.edition}"
        if framework.phases:
            names = " | ".join(phase.id for phase in framework.phases)
            yield f"    phase: {framework.phases[0].id} # {names}"


def _people(start: Start) -> Iterator[str]:
    roles = {"sponsor": ("executive-sponsor", start.sponsor), "agent": ("spread-agent", start.agent)}
    for name, (role, person) in roles.items():
        if person:
            yield f"  {name}:"
            yield f"    name: {as_yaml(person)}"
            yield f"    role: {role}"


def _stubs(framework: Framework) -> Iterator[str]:
    yield f"  {framework.id}:"
    for component in framework.components.values():
        yield from _component_stubs(framework, component)


def _component_stubs(framework: Framework, component: Component) -> Iterator[str]:
    yield ""
    yield f"    # ==== {component.title} ===="
    for criterion_id, criterion in component.criteria.items():
        yield ""
        yield from _comment(criterion.ask)
        scale = scale_of(framework, criterion)
        for level in reversed(scale):
            yield from _comment(f"{level}: {criterion.levels.get(level, scale[level].label)}", indent="  ")
        yield from _comment(_standing(framework, criterion))
        yield f"    {criterion_id}:"
        yield from (f"      {field}:" for field in ("level", "because", "evidence", "reviewed"))


def _standing(framework: Framework, criterion: Criterion) -> str:
    gate = framework.gates.get(criterion.gate or "")
    where = f' before "{gate.title}"' if gate else ""
    evidence = f" Typical evidence: {'; '.join(criterion.evidence)}." if criterion.evidence else ""
    return f"{_NEEDS[criterion.need]}{where}.{evidence}"


def _comment(text: str, *, indent: str = "") -> Iterator[str]:
    for line in wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + ("  " if indent else "")):
        yield f"    # {line}"
