"""Which criteria are gaps: what holds back the next gate, and what else is below what it takes."""

from collections.abc import Iterator
from typing import NamedTuple

from spreadkit.model.score import AnswerState, GateScore
from spreadkit.scoring.operands import criteria_below
from spreadkit.sections._view import CriterionView, View


class Shortfalls(NamedTuple):
    """The gaps: those that hold back the next gate, and the others; and how many criteria beside them are no gap.

    `silent` are not answered yet. Of `unjudged` the framework calls no answer enough; `judged` are all others.
    """

    first: list[CriterionView]
    rest: list[CriterionView]
    silent: int
    unjudged: int
    judged: int


def shortfalls_of(view: View) -> Shortfalls:
    """Return the gaps of a plan, and how many criteria beside them are not answered yet, or are not judged."""
    holding = {framework.id: _next_blockers(score.gates) for framework, score in view.scored}
    asked = [criterion for criterion in view.asked if _counts(criterion)]
    first = [criterion for criterion in asked if criterion.score.id in holding[criterion.question.framework.id]]
    others = [criterion for criterion in asked if criterion.score.id not in holding[criterion.question.framework.id]]
    silent = sum(criterion.score.state is AnswerState.NOT_ASKED for criterion in others)
    unjudged = sum(criterion.score.enough is None and criterion.score.state.applies for criterion in asked)
    judged = sum(criterion.score.enough is not None for criterion in asked)
    return Shortfalls(first, [criterion for criterion in others if _is_short(criterion)], silent, unjudged, judged)


def all_gaps(view: View) -> Iterator[CriterionView]:
    """Go through all gaps, those that hold back the next gate first."""
    found = shortfalls_of(view)
    yield from (*found.first, *found.rest)


def _counts(asked: CriterionView) -> bool:
    """Whether a criterion counts in the framework's main figure or at a gate; the rest stands beside the score."""
    question = asked.question
    return question.criterion.gate is not None or question.id in criteria_below(question.framework)


def _next_blockers(gates: tuple[GateScore, ...]) -> set[str]:
    shut = next((gate for gate in gates if not gate.open), None)
    return {blocker.criterion for blocker in shut.blockers} if shut else set()


def _is_short(asked: CriterionView) -> bool:
    """Whether it was answered, with less than it takes, or with a claim that the plan contradicts.

    Where no answer is called enough, nothing falls short of it: neither an answer nor that it is not known.
    """
    if asked.score.enough is None:
        return False
    if asked.score.state.is_open:
        return asked.score.state is not AnswerState.NOT_ASKED
    falls_short = not asked.score.claimed or asked.score.verified is False
    return asked.score.state is AnswerState.ANSWERED and falls_short
