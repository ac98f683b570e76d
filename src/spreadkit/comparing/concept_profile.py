"""One profile by concept across frameworks: how many criteria of each are satisfied. No total is made of it."""

from collections.abc import Iterable, Mapping, Sequence

from spreadkit.model.concepts import Concept
from spreadkit.model.framework import Framework
from spreadkit.model.profile import ConceptLine, ConceptShare
from spreadkit.model.score import AnswerState, CriterionScore, FrameworkScore
from spreadkit.scoring.operands import criteria_below
from spreadkit.scoring.rounding import share

_Scored = Iterable[tuple[Framework, FrameworkScore]]
"""Frameworks with their scores, in the plan's order."""


def profile_by_concept(scored: _Scored, concepts: Mapping[str, Concept]) -> tuple[ConceptLine, ...]:
    """Return a line for each concept that a criterion of these frameworks has, in the vocabulary's order.

    Concepts that are not in the vocabulary follow, and what has none comes last: every criterion that the framework's
    main figure rests on is on one line. Checklists and worksheets beside it would count one thing twice.
    """
    found: dict[str | None, dict[str, list[CriterionScore]]] = {}
    for framework, score in scored:
        counted = criteria_below(framework)
        for criterion in score.criteria:
            if criterion.id not in counted:
                continue
            concept = framework.criteria[criterion.id].concept
            found.setdefault(concept, {}).setdefault(framework.id, []).append(criterion)
    known = [name for name in concepts if name in found]
    others = sorted(name for name in found if name is not None and name not in concepts)
    last = [None] if None in found else []
    return tuple(_line(name, concepts, found[name]) for name in (*known, *others, *last))


def _line(
    name: str | None, concepts: Mapping[str, Concept], by_framework: Mapping[str, list[CriterionScore]]
) -> ConceptLine:
    concept = concepts.get(name) if name is not None else None
    return ConceptLine(
        concept=name,
        title=concept.title if concept else name or "Without a concept",
        shares=tuple(_share(framework, criteria) for framework, criteria in by_framework.items()),
    )


def _share(framework: str, criteria: Sequence[CriterionScore]) -> ConceptShare:
    applicable = [criterion for criterion in criteria if criterion.state.applies and criterion.enough is not None]
    answered = sum(criterion.state is AnswerState.ANSWERED for criterion in applicable)
    satisfied = sum(criterion.claimed and criterion.verified is not False for criterion in applicable)
    whole = len(applicable)
    return ConceptShare(
        framework=framework,
        answered=answered,
        applicable=whole,
        satisfied=satisfied,
        low=share(satisfied, whole) if whole else None,
        high=share(satisfied + whole - answered, whole) if whole else None,
    )
