"""Rules, criteria and frameworks explained in plain text."""

from collections.abc import Iterator
from textwrap import indent
from typing import Final

from spreadkit.formats._lines import wrapped
from spreadkit.framework.question import Question
from spreadkit.framework.resting import why_it_may_work
from spreadkit.model.framework import Basis
from spreadkit.rules._rule import Rule
from spreadkit.scoring.by_site import SITES_THAT
from spreadkit.words import in_words

_WIDTH = 80

_OF_LEVELS: Final = {
    Basis.SOURCED: "their words are taken from what was seen of the sources",
    Basis.RECALLED: "their words are remembered, not looked up",
    Basis.JUDGEMENT: "their words are our own judgement",
}


def explain_rule(rule: Rule) -> str:
    """Return a rule's manual page, with its two examples."""
    bites = "" if rule.stage.rank == 0 else f" from stage {rule.stage.value} on, a note before"
    bites += "" if rule.after_end else "; silent once the spread has ended"
    parts = [
        f"{rule.code} {rule.slug} ({rule.severity.value}{bites})",
        rule.says,
        _fill(f"Why it matters: {rule.why}", _WIDTH),
        _fill(f"What to do: {rule.help}", _WIDTH),
        "This is found (where the arrow points):\n" + indent(rule.fails.strip("\n"), "    "),
        "This is fine:\n" + indent(rule.passes.strip("\n"), "    "),
    ]
    return "\n\n".join(parts) + "\n"


def explain_criterion(question: Question) -> str:
    """Return a criterion in full: the question, its levels, evidence, gate and what it rests on."""
    framework, criterion = question.framework, question.criterion
    lines = [f"{question.id} ({framework.title}, {framework.id}@{framework.edition})", "", criterion.ask, ""]
    lines += [*_levels(question), ""]
    if criterion.per_site is not None:
        which = SITES_THAT[criterion.per_site.of][0]
        lines.append(f"It is answered for each site{' ' if which else ''}{which}.")
    if criterion.prompts:
        lines += [
            "To think about:",
            *(_fill(f"- {prompt}", _WIDTH, subsequent_indent="  ") for prompt in criterion.prompts),
        ]
    if criterion.evidence:
        lines.append(_fill(f"Typical evidence: {'; '.join(criterion.evidence)}.", _WIDTH))
    if criterion.evidence_in_plan:
        lines.append(f"What stands in the plan under {in_words(criterion.evidence_in_plan)} counts as evidence.")
    lines.append(_standing(question))
    if criterion.note:
        lines.append(_fill(f"Note: {criterion.note}", _WIDTH))
    if criterion.verified_by:
        lines.append(_fill(f"A claim that it is met is compared with: {in_words(criterion.verified_by)}.", _WIDTH))
    lines += [*_ways(question), *_sources(question)]
    return "\n".join(lines) + "\n"


def _levels(question: Question) -> Iterator[str]:
    for name in reversed(question.levels):
        text = question.criterion.levels.get(name) or question.levels[name].label
        yield _fill(f"{name}: {text}", _WIDTH, initial_indent="  ", subsequent_indent="    ")


def _ways(question: Question) -> Iterator[str]:
    """Go through the strategies for a criterion, if there are any."""
    found = question.framework.strategies_for(question.id)
    if found:
        yield "Ways to close a gap here:"
    for name, strategy in found.items():
        yield _fill(f"- {strategy.do} ({name})", _WIDTH, subsequent_indent="  ")
        yield _fill(why_it_may_work(strategy), _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _standing(question: Question) -> str:
    gate = question.framework.gates.get(question.criterion.gate or "")
    where = f', at the gate "{gate.title}"' if gate else ""
    enough = f"satisfied by {question.enough}" if question.enough is not None else "no answer is called enough"
    strict = [level for level in question.levels if question.needs_evidence(level)]
    told = f" Answered {in_words(strict, joiner='or')}, it counts only with evidence." if strict else ""
    return f"Need: {question.criterion.need.value}{where}; {enough}.{told}"


def _sources(question: Question) -> Iterator[str]:
    criterion = question.criterion
    words = {
        Basis.SOURCED: "its substance is taken from what was seen of the sources",
        Basis.RECALLED: "its substance is remembered, not looked up",
        Basis.JUDGEMENT: "it is our own judgement",
    }
    yield f"Basis: {criterion.basis.value} ({words[criterion.basis]})."
    if criterion.levels_basis is not None:
        yield f"Basis of the levels: {criterion.levels_basis.value} ({_OF_LEVELS[criterion.levels_basis]})."
    for name in criterion.sources:
        source = question.framework.sources.get(name)
        if source:
            yield _fill(f"Source: {source.cite}", _WIDTH, subsequent_indent="  ") + (
                f"\n  {source.url}" if source.url else ""
            )


def _fill(text: str, width: int, initial_indent: str = "", subsequent_indent: str = "") -> str:
    """Return a text in lines of at most so many cells, with what stands before the first and the others."""
    return "\n".join(wrapped(text, width, initial_indent, subsequent_indent))
