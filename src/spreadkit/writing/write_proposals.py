"""Writing proposals into a plan: the framework it is to follow, and a stub for each criterion that is not answered."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from spreadkit.errors import SpreadkitError
from spreadkit.loading.loaded import LoadedPlan
from spreadkit.model.crossing import CrossedCriterion, Crossing, Match
from spreadkit.model.framework import Framework
from spreadkit.words import count_of
from spreadkit.writing.edits import as_scalar
from spreadkit.writing.plan_draft import Draft
from spreadkit.writing.scaffold import FollowedFramework, answer_stubs


class WrittenProposals(NamedTuple):
    """What was written: files, proposals and new stubs; `is_new` where the plan did not follow the framework before."""

    files: list[Path]
    proposals: int
    stubs: int
    is_new: bool


def write_proposals(loaded: LoadedPlan, crossing: Crossing, follow: FollowedFramework) -> WrittenProposals:
    """Write what a crossing proposes into the plan. Answers, and stubs that hold a proposal, stay as they are.

    Raises SpreadkitError when the plan's files cannot be changed safely; then nothing is written.
    """
    if follow.copy is not None:
        name = f"frameworks/{crossing.framework}.yaml"
        raise SpreadkitError(
            f'the framework stands outside of the repository; copy it to "{name}" beside the plan first'
        )
    draft, answers = Draft.of_plan(loaded), ("answers", crossing.framework)
    is_new = not _follows(loaded, crossing.framework)
    if is_new:
        draft.append(("frameworks",), _use(follow))
    open_ = [criterion for criterion in crossing.criteria if not criterion.answered]
    stubbed = [criterion for criterion in open_ if draft.has((*answers, criterion.id))]
    missing = [criterion for criterion in open_ if criterion not in stubbed]
    fillable = [
        criterion for criterion in stubbed if criterion.best and not draft.has((*answers, criterion.id, "proposed"))
    ]
    for criterion in fillable:
        draft.add((*answers, criterion.id), "\n".join(_proposal_lines(criterion.matches)) + "\n")
    if missing:
        draft.add(answers, _stubs(follow.framework, missing))
    matched = [criterion for criterion in (*fillable, *missing) if criterion.best]
    return WrittenProposals(draft.save(), len(matched), len(missing), is_new)


def _proposal_lines(matches: Sequence[Match]) -> Iterator[str]:
    """Go through the lines of a proposal, from the best of these matches; none where there is none."""
    if not matches:
        return
    best = matches[0]
    yield "proposed:"
    if best.proposed is not None:
        yield f"  level: {as_scalar(best.proposed)}"
    yield f"  from: {as_scalar(best.source)}"
    yield f"  strength: {best.strength.value}"
    yield f"  because: {as_scalar(_because(matches))}"


def _because(matches: Sequence[Match]) -> str:
    best, others = matches[0], len(matches) - 1
    if best.by == "concept" and others:
        return f"{best.reason}; {count_of(others, 'more answer shares', 'more answers share')} it"
    return best.reason


def _follows(loaded: LoadedPlan, framework: str) -> bool:
    return loaded.plan is not None and any(use.id == framework for use in loaded.plan.frameworks)


def _use(follow: FollowedFramework) -> str:
    """Return the item for the list of frameworks. Which phase the team is in is theirs to say."""
    framework = follow.framework
    use = as_scalar(f"{follow.path or framework.id}@{framework.edition}")
    phases = " | ".join(phase.id for phase in framework.phases)
    return f"use: {use}\n" + (f"# phase: {phases}\n" if phases else "")


def _stubs(framework: Framework, criteria: Sequence[CrossedCriterion]) -> str:
    lines = answer_stubs(framework, {criterion.id: list(_proposal_lines(criterion.matches)) for criterion in criteria})
    return "\n".join(lines) + "\n"
