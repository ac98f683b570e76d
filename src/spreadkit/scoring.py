"""From answers to a score: pure functions over a framework and the answers to it.

The arithmetic is exact (fractions) until a figure is shown, so that neither the order of criteria nor the size of the
weights can change it. There is no pass mark here: a framework's authors publish one, or there is none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from spreadkit.model.framework import Component, Criterion, Framework, Level, Need
from spreadkit.model.plan import UNKNOWN_LEVEL, Answer
from spreadkit.model.score import (
    AnswerState,
    Blocker,
    ComponentScore,
    CriterionScore,
    FrameworkScore,
    GateScore,
    ScoreRange,
)

Answers = Mapping[str, Answer]
"""Answers by criterion id."""

Contradictions = Mapping[str, tuple[str, ...]]
"""By criterion id: the slugs of the rules whose findings contradict the claim that it is met."""

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Part:
    """Exact figures of a component: sums of weighted percentages, and weights."""

    answered: Fraction
    verified: Fraction
    weight_answered: Fraction
    weight_all: Fraction

    @property
    def low(self) -> Fraction:
        """Percent when all that is open turns out lowest."""
        return self.answered / self.weight_all

    @property
    def high(self) -> Fraction:
        """Percent when all that is open turns out highest."""
        return self.low + HUNDRED * (1 - self.weight_answered / self.weight_all)

    @property
    def value(self) -> Fraction | None:
        """Percent over what is answered."""
        return self.answered / self.weight_answered if self.weight_answered else None

    @property
    def verified_value(self) -> Fraction | None:
        """As `value`, with contradicted claims counted as not met."""
        return self.verified / self.weight_answered if self.weight_answered else None


def scale_of(framework: Framework, criterion: Criterion) -> dict[str, Level]:
    """Return the levels of a criterion, lowest first."""
    name = criterion.scale or next(iter(framework.scales))
    return framework.ordered_scales.get(name, {})


def satisfying_level(framework: Framework, criterion: Criterion) -> str:
    """Return the lowest level that satisfies a criterion: its `at-least`, else the highest of its scale."""
    return criterion.at_least or next(reversed(scale_of(framework, criterion)), "")


def satisfies(framework: Framework, criterion: Criterion, level: str | None) -> bool:
    """Whether a level is at or above what satisfies the criterion."""
    scale = scale_of(framework, criterion)
    needed = scale.get(satisfying_level(framework, criterion))
    claimed = scale.get(level or "")
    return claimed is not None and needed is not None and claimed.value >= needed.value


def falls_short(framework: Framework, criterion: Criterion, answer: Answer) -> bool:
    """Whether a level of the scale is claimed, and it is too low. What is not answered does not fall short."""
    claimed = answer.has_level and answer.level in scale_of(framework, criterion)
    return claimed and not satisfies(framework, criterion, answer.level)


def criteria_of(framework: Framework) -> Iterator[tuple[str, str, Criterion]]:
    """Go through all criteria in order: component id, criterion id, criterion."""
    for component_id, component in framework.components.items():
        for criterion_id, criterion in component.criteria.items():
            yield component_id, criterion_id, criterion


def score_framework(
    framework: Framework, answers: Answers, *, contradicted: Contradictions | None = None
) -> FrameworkScore:
    """Score the answers to one framework."""
    against = contradicted or {}
    criteria = tuple(
        _score_criterion(framework, component_id, criterion_id, criterion, answers, against)
        for component_id, criterion_id, criterion in criteria_of(framework)
    )
    by_id = {score.id: score for score in criteria}
    bar = framework.scoring.answered_at_least
    parts: list[tuple[Fraction, Part]] = []
    components: list[ComponentScore] = []
    for component_id, component in framework.components.items():
        scores = [by_id[name] for name in component.criteria]
        part = _part(framework, component, by_id)
        if part is not None:
            weight = Fraction(component.weight) if framework.scoring.of == "components" else part.weight_all
            parts.append((weight, part))
        components.append(_component_score(component_id, component, scores, part, bar))
    applicable = [score for score in criteria if score.state is not AnswerState.NOT_APPLICABLE]
    answered = sum(score.state is AnswerState.ANSWERED for score in applicable)
    coverage = share(answered, len(applicable))
    return FrameworkScore(
        id=framework.id,
        edition=framework.edition,
        title=framework.title,
        range=_whole(parts, show=coverage >= bar and answered > 0),
        coverage=coverage,
        answered=answered,
        applicable=len(applicable),
        not_applicable=len(criteria) - len(applicable),
        answered_at_least=bar,
        components=tuple(components),
        gates=score_gates(framework, answers, contradicted=against),
        criteria=criteria,
        parked=tuple(name for name in answers if name not in by_id),
    )


def score_gates(
    framework: Framework, answers: Answers, *, contradicted: Contradictions | None = None
) -> tuple[GateScore, ...]:
    """Say of each gate whether it is open, or which must-haves hold it shut.

    Not applicable and unknown never open a gate, nor does a claim that the plan contradicts.
    """
    against = contradicted or {}
    gates = []
    for gate_id, gate in framework.gates.items():
        musts = [
            (criterion_id, criterion)
            for _, criterion_id, criterion in criteria_of(framework)
            if criterion.gate == gate_id and criterion.need is Need.MUST
        ]
        blockers = tuple(_blockers(framework, musts, answers, against))
        gates.append(GateScore(id=gate_id, title=gate.title, open=not blockers, blockers=blockers, musts=len(musts)))
    return tuple(gates)


def state_of(answer: Answer | None, scale: Mapping[str, Level]) -> AnswerState:
    """Say which of the states an answer is in; a level that the scale does not have counts as unknown."""
    if answer is None or not answer.is_asked:
        return AnswerState.NOT_ASKED
    if answer.na is not None:
        return AnswerState.NOT_APPLICABLE
    return AnswerState.ANSWERED if answer.level in scale else AnswerState.UNKNOWN


def share(part: int, whole: int) -> Decimal:
    """Return part of whole from 0 to 1, to three places; 0 where there is no whole."""
    return _rounded(Fraction(part, whole), "0.001") if whole else Decimal(0)


def percent(value: Fraction) -> Decimal:
    """Return an exact percentage as it is shown: one decimal, halves up."""
    return _rounded(value, "0.1")


def _rounded(value: Fraction, step: str) -> Decimal:
    steps = value / Fraction(step)
    whole, rest = divmod(steps.numerator, steps.denominator)
    up = 1 if rest * 2 >= steps.denominator else 0
    return Decimal(whole + up) * Decimal(step)


def _percent_of_level(scale: Mapping[str, Level], level: str) -> Fraction:
    values = [Fraction(each.value) for each in scale.values()]
    lowest, highest = min(values), max(values)
    return (Fraction(scale[level].value) - lowest) / (highest - lowest) * HUNDRED if highest > lowest else HUNDRED


def _level_below(scale: Mapping[str, Level], needed: str) -> str:
    names = list(scale)
    return names[max(0, names.index(needed) - 1)] if needed in scale else names[0]


def _score_criterion(  # noqa: PLR0913, PLR0917 - all six are the case at hand
    framework: Framework,
    component_id: str,
    criterion_id: str,
    criterion: Criterion,
    answers: Answers,
    contradicted: Contradictions,
) -> CriterionScore:
    answer = answers.get(criterion_id)
    scale = scale_of(framework, criterion)
    state = state_of(answer, scale)
    level = answer.level if answer is not None and state is AnswerState.ANSWERED else None
    claimed = satisfies(framework, criterion, level)
    against = contradicted.get(criterion_id, ()) if claimed else ()
    return CriterionScore(
        id=criterion_id,
        component=component_id,
        level=UNKNOWN_LEVEL if state is AnswerState.UNKNOWN else level,
        state=state,
        value=percent(_percent_of_level(scale, level)) if level else None,
        weight=criterion.weight,
        claimed=claimed,
        verified=not against if claimed else None,
        contradicted_by=against,
    )


def _part(framework: Framework, component: Component, scores: Mapping[str, CriterionScore]) -> Part | None:
    """Add up a component exactly; None when nothing in it applies."""
    answered = verified = weight_answered = weight_all = Fraction(0)
    for criterion_id, criterion in component.criteria.items():
        score = scores[criterion_id]
        if score.state is AnswerState.NOT_APPLICABLE:
            continue
        weight = Fraction(criterion.weight)
        weight_all += weight
        if score.state is not AnswerState.ANSWERED or score.level is None:
            continue
        scale = scale_of(framework, criterion)
        points = _percent_of_level(scale, score.level)
        lower = _percent_of_level(scale, _level_below(scale, satisfying_level(framework, criterion)))
        weight_answered += weight
        answered += weight * points
        verified += weight * (points if score.verified is not False else lower)
    return Part(answered, verified, weight_answered, weight_all) if weight_all else None


def _component_score(
    component_id: str,
    component: Component,
    scores: list[CriterionScore],
    part: Part | None,
    bar: Decimal,
) -> ComponentScore:
    applicable = [score for score in scores if score.state is not AnswerState.NOT_APPLICABLE]
    answered = sum(score.state is AnswerState.ANSWERED for score in applicable)
    coverage = share(answered, len(applicable))
    parts = [(Fraction(1), part)] if part else []
    return ComponentScore(
        id=component_id,
        title=component.title,
        range=_whole(parts, show=coverage >= bar and answered > 0),
        coverage=coverage,
        answered=answered,
        applicable=len(applicable),
        weight=component.weight,
    )


def _whole(parts: list[tuple[Fraction, Part]], *, show: bool) -> ScoreRange:
    """Join parts by their weights. What is shown as value must be covered well enough (`show`)."""
    return ScoreRange(
        value=_mean((weight, part.value) for weight, part in parts) if show else None,
        low=_mean((weight, part.low) for weight, part in parts) or Decimal(0),
        high=_mean((weight, part.high) for weight, part in parts) or Decimal(0),
        verified=_mean((weight, part.verified_value) for weight, part in parts) if show else None,
    )


def _mean(values: Iterable[tuple[Fraction, Fraction | None]]) -> Decimal | None:
    present = [(weight, value) for weight, value in values if value is not None]
    total = sum((weight for weight, _ in present), Fraction(0))
    if not total:
        return None
    return percent(sum((weight * value for weight, value in present), Fraction(0)) / total)


def _blockers(
    framework: Framework,
    musts: list[tuple[str, Criterion]],
    answers: Answers,
    contradicted: Contradictions,
) -> Iterator[Blocker]:
    for criterion_id, criterion in musts:
        answer = answers.get(criterion_id)
        state = state_of(answer, scale_of(framework, criterion))
        needs = satisfying_level(framework, criterion)
        level = answer.level if answer else None
        if state is AnswerState.NOT_APPLICABLE:
            why = "set aside as not applicable, which a must-have cannot be"
        elif state is AnswerState.NOT_ASKED:
            why = "not answered yet"
        elif state is AnswerState.UNKNOWN:
            why = "answered as unknown"
        elif not satisfies(framework, criterion, level):
            why = f"answered {level}"
        elif criterion_id in contradicted:
            why = f"claimed {level}, but the plan contradicts it ({', '.join(contradicted[criterion_id])})"
        else:
            continue
        yield Blocker(criterion=criterion_id, level=level, needs=needs, why=why)
