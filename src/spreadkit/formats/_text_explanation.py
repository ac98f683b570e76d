"""Rules, criteria and frameworks explained in plain text."""

from collections.abc import Iterator
from textwrap import fill, indent

from spreadkit.framework.answers import satisfying_level, scale_of
from spreadkit.model.framework import Criterion, Framework
from spreadkit.rules._rule import Rule
from spreadkit.words import in_words

_WIDTH = 100


def explain_rule(rule: Rule) -> str:
    """Return a rule's manual page, with its two examples."""
    bites = "" if rule.stage.rank == 0 else f" from stage {rule.stage.value} on, a note before"
    parts = [
        f"{rule.code} {rule.slug} ({rule.severity.value}{bites})",
        rule.says,
        fill(f"Why it matters: {rule.why}", _WIDTH),
        fill(f"What to do: {rule.help}", _WIDTH),
        "This is found (where the arrow points):\n" + indent(rule.fails.strip("\n"), "    "),
        "This is fine:\n" + indent(rule.passes.strip("\n"), "    "),
    ]
    return "\n\n".join(parts) + "\n"


def explain_criterion(framework: Framework, criterion_id: str, criterion: Criterion) -> str:
    """Return a criterion in full: the question, its levels, evidence, gate and what it rests on."""
    lines = [f"{criterion_id} ({framework.title}, {framework.id}@{framework.edition})", "", criterion.ask, ""]
    lines += [*_levels(framework, criterion), ""]
    if criterion.evidence:
        lines.append(fill(f"Typical evidence: {'; '.join(criterion.evidence)}.", _WIDTH))
    lines.append(_standing(framework, criterion))
    if criterion.note:
        lines.append(fill(f"Note: {criterion.note}", _WIDTH))
    if criterion.verified_by:
        lines.append(fill(f"A claim that it is met is compared with: {in_words(criterion.verified_by)}.", _WIDTH))
    lines += _sources(framework, criterion)
    return "\n".join(lines) + "\n"


def _levels(framework: Framework, criterion: Criterion) -> Iterator[str]:
    for name in reversed(scale_of(framework, criterion)):
        text = criterion.levels.get(name) or scale_of(framework, criterion)[name].label
        yield fill(f"{name}: {text}", _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _standing(framework: Framework, criterion: Criterion) -> str:
    gate = framework.gates.get(criterion.gate or "")
    where = f', at the gate "{gate.title}"' if gate else ""
    return f"Need: {criterion.need.value}{where}; satisfied by {satisfying_level(framework, criterion)}."


def _sources(framework: Framework, criterion: Criterion) -> Iterator[str]:
    words = {
        "sourced": "its substance is taken from what was seen of the sources",
        "recalled": "its substance is remembered, not looked up",
        "judgement": "it is our own judgement",
    }
    yield f"Basis: {criterion.basis.value} ({words[criterion.basis.value]})."
    for name in criterion.sources:
        source = framework.sources.get(name)
        if source:
            yield fill(f"Source: {source.cite}", _WIDTH, subsequent_indent="  ") + (
                f"\n  {source.url}" if source.url else ""
            )
