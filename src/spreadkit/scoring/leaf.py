"""A leaf: one question with its answer, what state that is in, and what it is worth as a range."""

from collections.abc import Container, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spreadkit.framework.question import Question
from spreadkit.model.framework import Stage
from spreadkit.model.plan import UNKNOWN_LEVEL, Answer
from spreadkit.model.score import AnswerState
from spreadkit.record import record
from spreadkit.scoring.operators import Quantity

Answers = Mapping[str, Answer]
"""Answers by criterion id."""

Contradictions = Mapping[str, tuple[str, ...]]
"""By criterion id: the slugs of the rules whose findings contradict the claim that it is met."""

_NO: Final = Fraction(0)
_YES: Final = Fraction(1)


@record
class Leaf:
    """One question with its answer. `quantity` is None where its answers have no points.

    `level` is the answer as given; `says` tells what stands behind it where that is no single level. `has_evidence`
    is whether the answer names evidence, or needs none because it is counted. `sites` are
    those that count where the framework asks some of the target sites only; None where it asks all, or not by site.
    """

    question: Question
    state: AnswerState
    weight: Decimal
    level: str | None = None
    quantity: Quantity | None = None
    claimed: bool = False
    against: tuple[str, ...] = ()
    says: str = ""
    has_evidence: bool = False
    sites: tuple[str, ...] | None = None

    @property
    def id(self) -> str:
        """The id of its criterion."""
        return self.question.id

    @property
    def points(self) -> Fraction | None:
        """What it is worth; None where it is open, or where its answers have no points."""
        return self.quantity.value if self.quantity else None

    @property
    def percent(self) -> Fraction | None:
        """What it is worth, as percent of its range; None where that is not known."""
        points = self.points
        return None if points is None else self.question.percent(points)

    @property
    def met(self) -> Quantity:
        """Whether it is met, as 1 or 0. Sites that have not answered yet may still make it so."""
        if not self.state.applies:
            return Quantity(_NO, _YES, _NO, _NO, None, None)
        if self.state.is_open:
            return Quantity(_NO, _YES, _NO, _YES, None, None)
        is_settled = self.claimed or self.quantity is None or self.quantity.low == self.quantity.high
        value = _YES if self.claimed else _NO
        return Quantity(_NO, _YES, value, value if is_settled else _YES, value, _NO if self.against else value)

    @property
    def answer(self) -> str:
        """What it is answered with: a level by its id, all else in words."""
        if self.says:
            return self.says
        if self.state is not AnswerState.ANSWERED or self.level is None:
            return self.state.label
        return self.level if self.level in self.question.levels else self.question.label(self.level)


def state_of(question: Question, answer: Answer | None, evidenced: Container[str] = ()) -> AnswerState:
    """Say how far an answer goes, whatever the stage. A level that does not fit its scale could not be read.

    An answer that has to be looked at again is open: what it answered is no longer what is asked. So is one that lacks
    the evidence that its level needs; `evidenced` are the criteria whose evidence is a part of the plan itself.
    """
    if answer is not None and answer.is_unread:
        return AnswerState.UNREAD
    if answer is not None and answer.recheck and (answer.is_asked or question.is_told(answer)):
        return AnswerState.RECHECK
    if answer is None or not answer.is_asked:
        is_told = answer is not None and question.is_told(answer)
        return AnswerState.ANSWERED if is_told else AnswerState.NOT_ASKED
    return AnswerState.NOT_APPLICABLE if answer.na is not None else _state_of_levels(question, answer, evidenced)


def _state_of_levels(question: Question, answer: Answer, evidenced: Container[str]) -> AnswerState:
    code = question.code(answer.level)
    if code is not None:
        states = {"open": AnswerState.UNKNOWN, "out": AnswerState.LEFT_OUT, "lowest": AnswerState.ANSWERED}
        return states[code.counts]
    given = answer.sites.values() if question.criterion.per_site and answer.sites else [answer.level]
    fitting = [level for level in given if question.fits(level)]
    if fitting:
        lacking = all(question.lacks_evidence(answer, level, evidenced) for level in fitting)
        return AnswerState.WITHOUT_EVIDENCE if lacking else AnswerState.ANSWERED
    return AnswerState.UNKNOWN if all(level in {None, UNKNOWN_LEVEL} for level in given) else AnswerState.UNREAD


def weight_of(weight: Decimal, weight_at: Mapping[Stage, Decimal], stage: Stage) -> Decimal:
    """Return the weight that counts at a stage."""
    return weight_at.get(stage, weight)
