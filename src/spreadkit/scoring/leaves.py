"""From answers to leaves: each question of a framework with its state, and its worth as a range."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spreadkit.framework.conditions import condition_holds
from spreadkit.framework.question import Edge, Question, questions_of
from spreadkit.model.framework import Framework, NotAnswered, NumberScale, PerSite, PlanFact, SitesCounted
from spreadkit.model.plan import UNKNOWN_LEVEL, Answer
from spreadkit.model.score import AnswerState
from spreadkit.record import record
from spreadkit.scoring.by_site import AnswersBySite
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.leaf import Answers, Contradictions, Leaf, state_of, weight_of
from spreadkit.scoring.operands import ways_of_scoring
from spreadkit.scoring.operators import Quantity

_OPEN: Final = frozenset({AnswerState.UNKNOWN, AnswerState.UNREAD})
_NO_ANSWER: Final = Answer.model_construct()
_NO_CONTRADICTIONS: Final[Contradictions] = {}


def leaves_of(
    framework: Framework,
    answers: Answers,
    around: Circumstances,
    contradicted: Contradictions = _NO_CONTRADICTIONS,
    *,
    only_at_gates: bool = False,
) -> dict[str, Leaf]:
    """Judge every question of a framework, in order; or only those that stand at a gate."""
    return {
        question.id: _leaf(question, answers, around, contradicted)
        for question in questions_of(framework)
        if question.criterion.gate is not None or not only_at_gates
    }


@record
class SiteLeaves:
    """The questions of a framework as one site answers them; what is not asked by site is the same at all."""

    id: str
    name: str
    leaves: Mapping[str, Leaf]


def leaves_by_site(
    framework: Framework,
    answers: Answers,
    around: Circumstances,
    contradicted: Contradictions = _NO_CONTRADICTIONS,
) -> tuple[SiteLeaves, ...]:
    """Judge every question for each target site by itself; for none where no figure is worked out by site."""
    if all(scoring.per_site is None for scoring in ways_of_scoring(framework)):
        return ()
    by_site = {name for name, criterion in framework.criteria.items() if criterion.per_site and answers.get(name)}
    answering = dict.fromkeys(site for name in sorted(by_site) for site in answers[name].sites)
    rated = {name: points for name, points in around.rated.items() if name not in by_site or not answers[name].sites}
    there = replace(around, rated=rated)
    return tuple(
        SiteLeaves(
            site,
            around.site_names.get(site, site),
            leaves_of(framework, {**answers, **_at(site, answers, by_site)}, replace(there, here=site), contradicted),
        )
        for site in around.sites or tuple(answering)
    )


def _at(site: str, answers: Answers, by_site: Collection[str]) -> dict[str, Answer]:
    """Return the answers that a site gives; of a question that is answered for all at once, that one holds."""
    return {
        name: answers[name].model_copy(update={"sites": {}, "level": answers[name].sites.get(site)})
        for name in by_site
        if answers[name].sites
    }


def claimed_by(question: Question, answers: Answers, around: Circumstances) -> bool:
    """Whether a plan claims that a criterion is met: by a level, by its sites, by its raters, or by what is counted."""
    return _leaf(question, answers, around, _NO_CONTRADICTIONS).claimed


def _leaf(question: Question, answers: Answers, around: Circumstances, contradicted: Contradictions) -> Leaf:
    answer = answers.get(question.id, _NO_ANSWER)
    state = _state(question, answer, answers, around)
    return _Answered(question, answer, state, around, contradicted.get(question.id, ())).leaf()


def _state(question: Question, answer: Answer, answers: Answers, around: Circumstances) -> AnswerState:
    rule = question.criterion.per_site
    if not question.is_asked_at(around.stage) or (rule is not None and around.here in around.left_out(rule.of)):
        return AnswerState.NOT_YET
    if condition_holds(question, answers, evidenced=around.evidenced) is False:
        return AnswerState.SKIPPED
    return state_of(question, answer, around.evidenced)


@record
class _Answered:
    """A question with its answer, what surrounds the two, and the rules that contradict a claim that it is met."""

    question: Question
    answer: Answer
    state: AnswerState
    around: Circumstances
    contradicting: tuple[str, ...]

    def leaf(self) -> Leaf:
        """Return the leaf, by whatever the answer rests on."""
        if not self.state.applies:
            code = self.question.code(self.answer.level) if self.state is AnswerState.LEFT_OUT else None
            return self._empty(self.state, code.label if code else "")
        if self.question.criterion.from_plan is not None:
            return self._counted(self.question.criterion.from_plan)
        return self._asked()

    def _asked(self) -> Leaf:
        """Return the leaf of what people answer: at once, at their sites, or by raters."""
        criterion = self.question.criterion
        if self.state is AnswerState.RECHECK:
            return self._made(self.state, self.answer.level, _quantity(self.question, None))
        if self.state is AnswerState.WITHOUT_EVIDENCE:
            return self._without_evidence(self.answer.level)
        if criterion.per_site is not None and self.answer.sites:
            return self._by_site(criterion.per_site)
        if self.state is AnswerState.NOT_ASKED and self.question.id in self.around.rated:
            return self._rated(self.around.rated[self.question.id])
        return self._single()

    def _empty(self, state: AnswerState, says: str = "") -> Leaf:
        """Return the room that the question takes, with nothing in it."""
        limits = self.question.bounds
        room = Quantity(*limits, limits.least, limits.least, None, None) if limits else None
        return self._made(state, None, room, says=says)

    def _without_evidence(self, level: str | None, given: str = "") -> Leaf:
        """Leave an answer open that lacks the evidence which its level needs."""
        given = given or (f"answered {self.question.label(level)}" if level else "answered")
        says = f"{given}, which needs evidence, and none is named"
        return self._made(AnswerState.WITHOUT_EVIDENCE, level, _quantity(self.question, None), says=says)

    def _single(self) -> Leaf:
        level = self.answer.level if self.state is not AnswerState.NOT_ASKED else None
        code = self.question.code(level)
        claimed = self.question.is_met(self.answer, as_of=self.around.as_of)
        withheld = self.around.withheld.get(self.question.id) if self.state is AnswerState.NOT_ASKED else None
        return self._made(
            self.state,
            UNKNOWN_LEVEL if self.state in _OPEN and code is None else level,
            self._as_verified(_quantity(self.question, self._points(level, code)), claimed=claimed),
            claimed=claimed,
            says=code.label if code else f"rated, and not counted: {withheld}" if withheld else "",
        )

    def _points(self, level: str | None, code: NotAnswered | None) -> Fraction | None:
        if code is not None:
            return self.question.bounds.least if self.question.bounds and code.counts == "lowest" else None
        if self.state is not AnswerState.ANSWERED or level is None:
            return None
        return self.question.points(level, as_of=self.around.as_of)

    def _counted(self, fact: PlanFact) -> Leaf:
        """Take the answer from the plan itself, kept within the question's scale. What is counted is verified so."""
        scale = self.question.scale
        if not isinstance(scale, NumberScale):
            return self._empty(AnswerState.UNKNOWN)
        number = self.around.facts.get(fact, Fraction(0))
        level = _plain(_on_scale(scale, number))
        return self._made(
            AnswerState.ANSWERED,
            level,
            _quantity(self.question, self.question.points(level)),
            claimed=self.question.satisfies(level),
            says=f"counted from the plan: {_plain(number)}",
        )

    def _rated(self, points: Fraction) -> Leaf:
        """Take the raters' common figure where the plan has no agreed answer."""
        reached = [level for level in self.question.worst_to_best if self.question.reaches(points, level)]
        if self.question.needs_evidence(next(reversed(reached), None)) and not self._has_evidence:
            return self._without_evidence(None, f"raters give it {_plain(points)}")
        claimed = self.question.reaches(points, self.question.enough)
        return self._made(
            AnswerState.ANSWERED,
            _level_worth(self.question, points),
            self._as_verified(_quantity(self.question, points), claimed=claimed),
            claimed=claimed,
            says=f"raters give it {_plain(points)}",
        )

    def _by_site(self, rule: PerSite) -> Leaf:
        """Roll up the answers of the target sites; sites without an answer are open."""
        left_out = self.around.left_out(rule.of)
        sites = tuple(site for site in self.around.sites or self.answer.sites if site not in left_out)
        given = [self.answer.sites.get(site) for site in sites]
        fitting = [level for level in given if level and self.question.fits(level)]
        evidenced = self.around.evidenced
        levels = tuple(level for level in fitting if not self.question.lacks_evidence(self.answer, level, evidenced))
        rolled = AnswersBySite(self.question, rule, levels, len(sites) - len(levels), len(fitting) - len(levels))
        counted = None if rule.of is SitesCounted.ALL else sites
        if fitting and not levels:
            return replace(self._without_evidence(None), sites=counted)
        if not levels:
            says = rolled.says if counted is not None else ""
            open_ = self._made(AnswerState.UNKNOWN, UNKNOWN_LEVEL, _quantity(self.question, None), says=says)
            return replace(open_, sites=counted)
        claimed, quantity = rolled.is_claimed, rolled.quantity
        verified = self._as_verified(quantity, claimed=claimed, at_most=quantity.low if quantity else None)
        made = self._made(AnswerState.ANSWERED, rolled.level, verified, claimed=claimed, says=rolled.says)
        return replace(made, sites=counted)

    def _as_verified(
        self, quantity: Quantity | None, *, claimed: bool, at_most: Fraction | None = None
    ) -> Quantity | None:
        """Lower what is verified where the plan contradicts the claim."""
        if quantity is None or quantity.value is None or not (claimed and self.contradicting):
            return quantity
        lowered = _lowered(self.question)
        return replace(quantity, verified=lowered if lowered is None or at_most is None else min(lowered, at_most))

    @property
    def _has_evidence(self) -> bool:
        """Whether evidence is named, by the answer or the ratings that stand for it, or the plan itself is evidence."""
        by_raters = self.state is AnswerState.NOT_ASKED and self.around.rated_on_evidence
        in_plan = self.question.criterion.from_plan is not None or self.question.id in self.around.evidenced
        return bool(self.answer.evidence) or in_plan or by_raters

    def _made(
        self,
        state: AnswerState,
        level: str | None,
        quantity: Quantity | None,
        *,
        claimed: bool = False,
        says: str = "",
    ) -> Leaf:
        criterion = self.question.criterion
        return Leaf(
            question=self.question,
            state=state,
            weight=weight_of(criterion.weight, criterion.weight_at, self.around.stage),
            level=level,
            quantity=quantity,
            claimed=claimed,
            against=self.contradicting if claimed else (),
            says=says,
            has_evidence=self._has_evidence,
        )


def _quantity(question: Question, points: Fraction | None) -> Quantity | None:
    """Return the range of one question: a point where it is answered, all the room that it takes where it is open."""
    limits = question.bounds
    if limits is None:
        return None
    low, high = limits if points is None else (points, points)
    return Quantity(*limits, low, high, points, points)


def _lowered(question: Question) -> Fraction | None:
    """Return what the answer below the satisfying one is worth: what a contradicted claim comes down to."""
    limits = question.bounds
    if limits is None:
        return None
    if isinstance(question.scale, NumberScale):
        edge = question.edge(question.enough or "") or Edge(limits.most)
        return max(limits.least, edge.worth - Fraction(question.scale.step) * edge.is_enough)
    names = question.worst_to_best
    if question.enough not in names:
        return limits.least
    return question.points(names[max(0, names.index(question.enough) - 1)])


def _level_worth(question: Question, points: Fraction) -> str | None:
    """Return the one level that is worth so many points, such as a median that is a level itself."""
    found = [level for level in question.worst_to_best if question.points(level) == points]
    return found[0] if len(found) == 1 else None


def _on_scale(scale: NumberScale, number: Fraction) -> Fraction:
    """Return the number of a scale that is nearest below another, kept within the scale."""
    least, most, step = Fraction(scale.from_), Fraction(scale.to), Fraction(scale.step)
    return min(max(least + (number - least) // step * step, least), most)


def _plain(number: Fraction) -> str:
    """Return an exact number as a short decimal."""
    rounded = round(number * 1000)
    return f"{Decimal(rounded) / 1000:f}".rstrip("0").rstrip(".") if rounded % 1000 else str(rounded // 1000)
