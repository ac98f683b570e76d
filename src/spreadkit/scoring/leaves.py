"""From answers to leaves: each criterion of a framework with its state, and its worth as a range."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from spreadkit.framework.answers import (
    any_scale_of,
    bounds,
    code_of,
    condition_holds,
    criteria_of,
    fits,
    is_told,
    level_label,
    levels_of,
    meets,
    percent_of,
    points_of,
    rank_of,
    satisfies,
    satisfying_level,
    scale_of,
)
from spreadkit.model.framework import Criterion, Framework, NumberScale, PerSite, RollUp, Stage, WordScale
from spreadkit.model.plan import UNKNOWN_LEVEL, Answer
from spreadkit.model.score import AnswerState
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.operators import Quantity, average, middle
from spreadkit.words import count_of

Answers = Mapping[str, Answer]
"""Answers by criterion id."""

Contradictions = Mapping[str, tuple[str, ...]]
"""By criterion id: the slugs of the rules whose findings contradict the claim that it is met."""

_NO_ANSWER: Final = Answer.model_construct()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One criterion with its answer. `quantity` is None where its answers have no points.

    `level` is the answer as given; `says` tells what stands behind it where that is no single level.
    """

    id: str
    component: str
    criterion: Criterion
    state: AnswerState
    level: str | None
    quantity: Quantity | None
    weight: Decimal
    claimed: bool = False
    against: tuple[str, ...] = ()
    says: str = ""


def leaves_of(
    framework: Framework,
    answers: Answers,
    circumstances: Circumstances,
    contradicted: Contradictions,
    *,
    only_at_gates: bool = False,
) -> dict[str, Leaf]:
    """Judge every criterion of a framework, in order; or only those that stand at a gate."""
    desk = _Desk(framework, answers, circumstances, contradicted)
    return {
        name: desk.leaf(component, name, criterion)
        for component, name, criterion in criteria_of(framework)
        if criterion.gate is not None or not only_at_gates
    }


def claimed_by(framework: Framework, answers: Answers, around: Circumstances, component: str, name: str) -> bool:
    """Whether a plan claims that a criterion is met: by a level, by its sites, by its raters, or by what is counted."""
    return _Desk(framework, answers, around, {}).leaf(component, name, framework.criteria[name]).claimed


def state_of(framework: Framework, criterion: Criterion, answer: Answer | None) -> AnswerState:
    """Say how far an answer goes, whatever the stage; a level that does not fit counts as unknown."""
    if answer is None or not answer.is_asked:
        scale = any_scale_of(framework, criterion)
        told = isinstance(scale, WordScale) and answer is not None and is_told(scale, answer)
        return AnswerState.ANSWERED if told else AnswerState.NOT_ASKED
    if answer.na is not None:
        return AnswerState.NOT_APPLICABLE
    code = code_of(framework, answer.level)
    if code is not None:
        states = {"open": AnswerState.UNKNOWN, "out": AnswerState.NOT_APPLICABLE, "lowest": AnswerState.ANSWERED}
        return states[code.counts]
    given = answer.sites.values() if criterion.per_site and answer.sites else [answer.level]
    return AnswerState.ANSWERED if any(fits(framework, criterion, level) for level in given) else AnswerState.UNKNOWN


def weight_of(weight: Decimal, weight_at: Mapping[Stage, Decimal], stage: Stage) -> Decimal:
    """Return the weight that counts at a stage."""
    return weight_at.get(stage, weight)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Everything that judging one framework's answers needs."""

    framework: Framework
    answers: Answers
    around: Circumstances
    contradicted: Contradictions

    def leaf(self, component: str, name: str, criterion: Criterion) -> Leaf:
        answer = self.answers.get(name, _NO_ANSWER)
        state = self._state(component, name, criterion, answer)
        weight = weight_of(criterion.weight, criterion.weight_at, self.around.stage)
        if not state.applies:
            return Leaf(name, component, criterion, state, None, self._empty(criterion), weight)
        if criterion.from_plan is not None:
            return self._counted(component, name, criterion, weight)
        if criterion.per_site is not None and answer.sites:
            return self._by_site(component, name, criterion, answer, weight)
        if state is AnswerState.NOT_ASKED and name in self.around.rated:
            return self._rated(component, name, criterion, weight)
        return self._single(component, name, criterion, answer, state, weight)

    def _state(self, component: str, name: str, criterion: Criterion, answer: Answer) -> AnswerState:
        part = self.framework.components.get(component)
        for stages in (criterion.stages, part.stages if part else ()):
            if stages and self.around.stage not in stages:
                return AnswerState.NOT_YET
        if condition_holds(self.framework, criterion, self.answers, seen=(name,)) is False:
            return AnswerState.SKIPPED
        return state_of(self.framework, criterion, answer)

    def _empty(self, criterion: Criterion) -> Quantity | None:
        """Return the room that a criterion takes, with nothing in it."""
        limits = bounds(self.framework, criterion)
        if limits is None:
            return None
        return Quantity(limits.least, limits.most, limits.least, limits.least, None, None)

    def _quantity(self, criterion: Criterion, points: Fraction | None, verified: Fraction | None) -> Quantity | None:
        """Return the range of one criterion: a point where it is answered, everything where it is open."""
        limits = bounds(self.framework, criterion)
        if limits is None:
            return None
        low = limits.least if points is None else points
        high = limits.most if points is None else points
        return Quantity(limits.least, limits.most, low, high, points, verified)

    def _single(  # noqa: PLR0913, PLR0917 - all that is known of one answer
        self, component: str, name: str, criterion: Criterion, answer: Answer, state: AnswerState, weight: Decimal
    ) -> Leaf:
        level = answer.level if state is not AnswerState.NOT_ASKED else None
        claimed = meets(self.framework, criterion, answer, as_of=self.around.as_of)
        against = self._against(name, claimed)
        points, says = None, ""
        code = code_of(self.framework, level)
        if code is not None:
            says = code.label
            limits = bounds(self.framework, criterion)
            points = limits.least if limits and code.counts == "lowest" else None
        elif state is AnswerState.ANSWERED and level is not None:
            points = points_of(self.framework, criterion, level, as_of=self.around.as_of)
        verified = self._lowered(criterion) if against else points
        shown = UNKNOWN_LEVEL if state is AnswerState.UNKNOWN and code is None else level
        quantity = self._quantity(criterion, points, verified if points is not None else None)
        return Leaf(name, component, criterion, state, shown, quantity, weight, claimed, against, says)

    def _lowered(self, criterion: Criterion) -> Fraction | None:
        """Return what the answer below the satisfying one is worth: what a contradicted claim comes down to."""
        needed = satisfying_level(self.framework, criterion)
        limits = bounds(self.framework, criterion)
        if limits is None:
            return None
        scale = any_scale_of(self.framework, criterion)
        if isinstance(scale, NumberScale):
            enough = self._enough(criterion)
            return max(limits.least, (limits.most if enough is None else enough) - Fraction(scale.step))
        names = levels_of(self.framework, criterion)
        if needed not in names:
            return limits.least
        return points_of(self.framework, criterion, names[max(0, names.index(needed) - 1)])

    def _enough(self, criterion: Criterion) -> Fraction | None:
        """Return what the satisfying answer is worth; None where it is no answer of the scale."""
        needed = satisfying_level(self.framework, criterion)
        return points_of(self.framework, criterion, needed) if fits(self.framework, criterion, needed) else None

    def _counted(self, component: str, name: str, criterion: Criterion, weight: Decimal) -> Leaf:
        """Take the answer from the plan itself, kept within the criterion's scale."""
        fact = criterion.from_plan
        number = self.around.facts.get(fact, Fraction(0)) if fact else Fraction(0)
        scale = any_scale_of(self.framework, criterion)
        if not isinstance(scale, NumberScale):
            return Leaf(name, component, criterion, AnswerState.UNKNOWN, None, self._empty(criterion), weight)
        steps = (number - Fraction(scale.from_)) // Fraction(scale.step)
        kept = min(max(Fraction(scale.from_) + steps * Fraction(scale.step), Fraction(scale.from_)), Fraction(scale.to))
        level = _plain(kept)
        points = points_of(self.framework, criterion, level)
        claimed = satisfies(self.framework, criterion, level)
        says = f"counted from the plan: {_plain(number)}"
        quantity = self._quantity(criterion, points, points)
        return Leaf(
            name,
            component,
            criterion,
            AnswerState.ANSWERED,
            level,
            quantity,
            weight,
            claimed,
            self._against(name, claimed),
            says,
        )

    def _rated(self, component: str, name: str, criterion: Criterion, weight: Decimal) -> Leaf:
        """Take the raters' common figure where the plan has no agreed answer."""
        points = self.around.rated[name]
        enough = self._enough(criterion)
        claimed = enough is not None and points >= enough
        against = self._against(name, claimed)
        quantity = self._quantity(criterion, points, self._lowered(criterion) if against else points)
        says = f"raters give it {_plain(points)}"
        level = self._level_worth(criterion, points)
        return Leaf(name, component, criterion, AnswerState.ANSWERED, level, quantity, weight, claimed, against, says)

    def _level_worth(self, criterion: Criterion, points: Fraction) -> str | None:
        """Return the one level that is worth so many points, such as a median that is a level itself."""
        names = levels_of(self.framework, criterion)
        found = [name for name in names if points_of(self.framework, criterion, name) == points]
        return found[0] if len(found) == 1 else None

    def _against(self, name: str, claimed: bool) -> tuple[str, ...]:  # noqa: FBT001 - reads as what it is
        return self.contradicted.get(name, ()) if claimed else ()

    def _by_site(self, component: str, name: str, criterion: Criterion, answer: Answer, weight: Decimal) -> Leaf:
        """Roll up the answers of the target sites; sites without an answer are open."""
        rule = criterion.per_site or PerSite(roll_up=RollUp.LOWEST)
        sites = self.around.sites or tuple(answer.sites)
        given = {site: answer.sites.get(site) for site in sites}
        answered = {site: level for site, level in given.items() if level and fits(self.framework, criterion, level)}
        met = [site for site, level in answered.items() if satisfies(self.framework, criterion, level)]
        says = f"{len(met)} of {count_of(len(sites), 'site')} satisfy it"
        if len(answered) < len(sites):
            says += f", {len(sites) - len(answered)} not answered"
        if not answered:
            return Leaf(
                name,
                component,
                criterion,
                AnswerState.UNKNOWN,
                UNKNOWN_LEVEL,
                self._quantity(criterion, None, None),
                weight,
            )
        quantity = self._rolled(criterion, rule, list(answered.values()), len(sites) - len(answered))
        claimed = _sites_claim(self.framework, criterion, rule, answered, len(sites), len(met))
        level = _rolled_level(self.framework, criterion, rule, list(answered.values()))
        against = self._against(name, claimed)
        if against and quantity is not None:
            lowered = self._lowered(criterion)
            quantity = replace(quantity, verified=min(quantity.low, quantity.least if lowered is None else lowered))
        return Leaf(name, component, criterion, AnswerState.ANSWERED, level, quantity, weight, claimed, against, says)

    def _rolled(self, criterion: Criterion, rule: PerSite, levels: Sequence[str], silent: int) -> Quantity | None:
        limits = bounds(self.framework, criterion)
        if limits is None:
            return None
        if rule.roll_up is RollUp.SHARE:
            room = limits.most - limits.least
            worth = [limits.least + room * satisfies(self.framework, criterion, level) for level in levels]
        else:
            given = (points_of(self.framework, criterion, level) for level in levels)
            worth = [limits.least if points is None else points for points in given]
        join = _ROLL_UPS[rule.roll_up]
        value = join(worth)
        low, high = join([*worth, *[limits.least] * silent]), join([*worth, *[limits.most] * silent])
        return Quantity(limits.least, limits.most, low, high, value, value)


_ROLL_UPS: Final[dict[RollUp, Callable[[Sequence[Fraction]], Fraction]]] = {
    RollUp.LOWEST: min,
    RollUp.HIGHEST: max,
    RollUp.MEAN: average,
    RollUp.MEDIAN: middle,
    RollUp.SHARE: average,
}


def _sites_claim(  # noqa: PLR0913, PLR0917 - what is claimed hangs on all of it
    framework: Framework, criterion: Criterion, rule: PerSite, answered: Mapping[str, str], sites: int, met: int
) -> bool:
    """Whether the answers of the sites together claim that it is met. A site without an answer claims nothing."""
    if rule.roll_up is RollUp.HIGHEST:
        return met > 0
    if rule.roll_up is RollUp.SHARE:
        return Fraction(met, sites) >= Fraction(rule.share if rule.share is not None else 1)
    if len(answered) < sites:
        return False
    if rule.roll_up is RollUp.LOWEST:
        return met == sites
    ranks = [rank_of(framework, criterion, level) or Fraction(0) for level in answered.values()]
    needed = rank_of(framework, criterion, satisfying_level(framework, criterion))
    return needed is not None and _ROLL_UPS[rule.roll_up](ranks) >= needed


def _rolled_level(framework: Framework, criterion: Criterion, rule: PerSite, levels: Sequence[str]) -> str | None:
    """Return the level that the sites come to, where the way of rolling up picks one of theirs."""
    if rule.roll_up not in {RollUp.LOWEST, RollUp.HIGHEST}:
        return None
    ordered = sorted(levels, key=lambda level: rank_of(framework, criterion, level) or Fraction(0))
    return ordered[0] if rule.roll_up is RollUp.LOWEST else ordered[-1]


def _plain(number: Fraction) -> str:
    """Return an exact number as a short decimal."""
    rounded = round(number * 1000)
    return f"{Decimal(rounded) / 1000:f}".rstrip("0").rstrip(".") if rounded % 1000 else str(rounded // 1000)


def answer_in_words(framework: Framework, leaf: Leaf) -> str:
    """Say what a leaf is answered with."""
    if leaf.says:
        return leaf.says
    if leaf.state is AnswerState.ANSWERED and leaf.level is not None:
        return (
            leaf.level
            if leaf.level in scale_of(framework, leaf.criterion)
            else level_label(framework, leaf.criterion, leaf.level)
        )
    return leaf.state.label


def percent_of_leaf(framework: Framework, leaf: Leaf) -> Fraction | None:
    """Return a leaf's value as percent of its range; None where it has none."""
    value = leaf.quantity.value if leaf.quantity else None
    return None if value is None else percent_of(framework, leaf.criterion, value)
