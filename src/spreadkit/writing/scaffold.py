"""From frameworks to a commented, unanswered plan with the files beside it: what `init` writes."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Final, NamedTuple

from spreadkit.errors import SpreadkitError
from spreadkit.framework.question import Question, questions_in
from spreadkit.library.frameworks import open_framework
from spreadkit.model.framework import Framework, Need, NumberScale, WordScale
from spreadkit.model.plan import FrameworkUse
from spreadkit.reading.files import read_file, repository_root, resolved
from spreadkit.reading.shipped import builtin_frameworks
from spreadkit.reading.source import MAX_BYTES
from spreadkit.record import record

WIDTH: Final = 100

_NEEDS: Final = {Need.MUST: "Must be in place", Need.SHOULD: "Should be in place", Need.MAY: "Helps to have"}
_STARTER: Final = Path(__file__).parent / "starter"
_PLAIN: Final = re.compile(r"[A-Za-z][\w (),./-]*", re.ASCII)
_NOT_PLAIN: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_TEXT: Final = frozenset({"yes", "no", "true", "false", "null", "unknown", "on", "off"})


class FollowedFramework(NamedTuple):
    """A framework for a plan to follow; its path where the plan names it so, and its text where it is copied."""

    framework: Framework
    path: str | None = None
    copy: str | None = None


@record(slots=False)
class StarterPlan:
    """What a new plan begins with."""

    title: str
    follows: Sequence[FollowedFramework]
    sponsor: str | None = None
    agent: str | None = None

    @property
    def frameworks(self) -> list[Framework]:
        """The frameworks that the plan follows."""
        return [follow.framework for follow in self.follows]


def followed_framework(name: str, folder: Path) -> FollowedFramework:
    """Find a framework and say how a plan in a folder names it: by its id, or by a path in the same repository.

    A file of another place is copied into the folder's `frameworks/`: a plan reads nothing outside its repository.
    """
    loaded, framework = open_framework(name, folder)
    path, own = resolved(loaded.path), resolved(folder) / "frameworks" / f"{framework.id}.yaml"
    if FrameworkUse.model_construct(use=name).file is None or path == own:
        return FollowedFramework(framework)
    if path.stem != framework.id:
        raise SpreadkitError(f'"{name}" holds the framework "{framework.id}"; call the file {framework.id}.yaml')
    if path.is_relative_to(repository_root(folder)):
        return FollowedFramework(framework, path=_from(resolved(folder), path))
    if own.exists() and _read(own) != loaded.source.text.encode():
        raise SpreadkitError(f'"{own}" is there already and differs; follow that one, or give yours another id')
    if loaded.base is not None and loaded.base.path.parent != builtin_frameworks():
        base = loaded.base.source.name
        raise SpreadkitError(f'"{name}" extends "{base}"; copy both into "{own.parent}" first, and follow it by its id')
    return FollowedFramework(framework, copy=loaded.source.text)


def starter_files(start: StarterPlan, schema: str) -> dict[str, str]:
    """Return the files of a new plan by their names; `schema` is the JSON Schema for editors."""
    return {
        "spread-plan.yaml": plan_text(start),
        "sites.csv": _starter("sites.csv"),
        "adoption.csv": _starter("adoption.csv"),
        ".gitattributes": _starter("gitattributes"),
        "evidence/README.md": _starter("evidence.md"),
        "data/README.md": _starter("data.md"),
        ".spreadkit/plan.schema.json": schema,
        **{
            f"frameworks/{follow.framework.id}.yaml": follow.copy for follow in start.follows if follow.copy is not None
        },
    }


def plan_text(start: StarterPlan) -> str:
    """Return a plan with a stub for every criterion, in framework order, its question and levels as comments."""
    gates = [f"{framework.id}/{gate}" for framework in start.frameworks for gate in framework.gates]
    parts = {
        "title": as_yaml(start.title),
        "frameworks": "\n".join(_uses(start)),
        "people": "\n".join(_people(start)),
        "first-gate": gates[0] if gates else "my-framework/launch",
        "answers": "\n".join(line for framework in start.frameworks for line in _stubs(framework)),
    }
    return _fill(_starter("plan.txt"), parts)


def framework_text(framework_id: str, title: str) -> str:
    """Return a small framework that checks clean, with a comment for every key that there is."""
    return _fill(_starter("framework.txt"), {"id": framework_id, "title": as_yaml(title)})


def as_yaml(text: str) -> str:
    """Return a text as one line of YAML that reads back as the same text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT and text == text.strip():
        return text
    return _NOT_PLAIN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def _read(path: Path) -> bytes:
    return read_file(path, MAX_BYTES, top=repository_root(path.parent.parent))


def _starter(name: str) -> str:
    return (_STARTER / name).read_text(encoding="utf-8")


def _fill(text: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"@([a-z-]+)@", lambda match: parts[match[1]], text)


def _from(folder: Path, path: Path) -> str:
    name = os.path.relpath(path, folder).replace(os.sep, "/")
    return name if name.startswith("../") else f"./{name}"


def _uses(start: StarterPlan) -> Iterator[str]:
    for framework, path, _ in start.follows:
        edition = f"@{framework.edition}"
        yield f"  - use: {as_yaml(path + edition) if path else framework.id + edition}"
        if framework.phases:
            names = " | ".join(phase.id for phase in framework.phases)
            yield f"    phase: {framework.phases[0].id} # {names}"


def _people(start: StarterPlan) -> Iterator[str]:
    roles = {"sponsor": ("executive-sponsor", start.sponsor), "agent": ("spread-agent", start.agent)}
    for name, (role, person) in roles.items():
        if person:
            yield f"  {name}:"
            yield f"    name: {as_yaml(person)}"
            yield f"    role: {role}"


def answer_stubs(framework: Framework, added: Mapping[str, Sequence[str]] | None = None) -> Iterator[str]:
    """Go through the lines of the stubs for a framework's answers, at the left margin, its questions as comments.

    `added` names the criteria that get one, and the lines that stand in it besides. Default: all, and nothing besides.
    """
    for component_id, component in framework.components.items():
        questions = [
            question for question in questions_in(framework, component_id) if added is None or question.id in added
        ]
        if questions:
            yield ""
            yield f"# ==== {component.title} ===="
        for question in questions:
            yield from _stub(question)
            yield from (f"  {line}" for line in (added or {}).get(question.id, ()))


def _stubs(framework: Framework) -> Iterator[str]:
    yield f"  {framework.id}:"
    yield from (f"    {line}" if line else "" for line in answer_stubs(framework))


def _stub(question: Question) -> Iterator[str]:
    criterion = question.criterion
    yield ""
    yield from _comment(criterion.ask)
    for prompt in criterion.prompts:
        yield from _comment(prompt, indent="  ? ")
    yield from _levels(question)
    yield from _comment(_standing(question))
    if criterion.from_plan:
        yield from _comment(f"{question.id} is counted from the plan ({criterion.from_plan.value}), not asked.")
        return
    yield f"{question.id}:"
    yield from (f"  {field}:" for field in _fields(question))


def _levels(question: Question) -> Iterator[str]:
    """Say what an answer looks like: its levels with their words, the best first, or what to write instead."""
    criterion, scale = question.criterion, question.scale
    if not isinstance(scale, dict):
        yield from _comment(f"Answer: {question.wanted}", indent="  ")
    if isinstance(scale, NumberScale) and scale.low and scale.high:
        yield from _comment(f"{scale.from_} is {scale.low}, {scale.to} is {scale.high}", indent="  ")
    for level in reversed(question.worst_to_best):
        label = question.levels[level].label
        yield from _comment(f"{level}: {criterion.levels.get(level, label)}", indent="  ")
    for code, way in question.framework.not_answered.items():
        yield from _comment(f"{code}: {way.label}", indent="  ")
    if criterion.only_if:
        named = " or ".join(criterion.only_if.is_) or f"{criterion.only_if.at_least or 'satisfied'} or better"
        yield from _comment(f"Only if {criterion.only_if.criterion} is {named}.")
    if criterion.per_site:
        yield from _comment("Answer it for each site, as {site-id: level, …}.")


def _fields(question: Question) -> Iterator[str]:
    if question.criterion.per_site:
        yield "sites"
    elif not isinstance(question.scale, WordScale):
        yield "level"
    yield from ("because", "evidence", "reviewed")


def _standing(question: Question) -> str:
    criterion = question.criterion
    gate = question.framework.gates.get(criterion.gate or "")
    where = f' before "{gate.title}"' if gate else ""
    evidence = f" Typical evidence: {'; '.join(criterion.evidence)}." if criterion.evidence else ""
    return f"{_NEEDS[criterion.need]}{where}.{evidence}"


def _comment(text: str, *, indent: str = "") -> Iterator[str]:
    for line in wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + ("  " if indent else "")):
        yield f"# {line}"
