"""How answers become figures, in plain sentences: what a framework's `scoring` and `figures` say, for people."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from spreadkit.model.framework import (
    ALL_COMPONENTS,
    ALL_CRITERIA,
    FigurePerSite,
    Framework,
    Missing,
    Operator,
    Scoring,
)
from spreadkit.scoring.operands import operands_of, title_of
from spreadkit.words import in_words

_METHODS: Final = {
    Operator.SUM: "The sum of",
    Operator.MEAN: "The mean of",
    Operator.MEDIAN: "The middle one (median) of",
    Operator.PRODUCT: "The product of",
    Operator.MIN: "The lowest of",
    Operator.MAX: "The highest of",
    Operator.COUNT: "How many criteria stand at each level, in",
    Operator.DISTRIBUTION: "Which share of the answers stands at each level, in",
    Operator.DIFFERENCE: "The difference between",
    Operator.DATE_PROPORTION: "The share that is done, of",
    Operator.DATE_DURATION: "The days from the first that is done to the last, of",
    Operator.FURTHEST: "The furthest one in which anything is done, of",
    Operator.TABLE: "Looked up in a table, by",
}

_TURNED: Final = {
    "points": "",
    "percent": ", each turned into percent of its range first",
    "share": ", each turned into a share of its range first, from 0 to 1",
    "met": ", each as 1 where its answer is enough and as 0 where it is not",
}

_OPEN: Final = {
    Missing.LEAVE_OUT: "What is not answered is left out.",
    Missing.LOWEST: "What is not answered counts as the lowest.",
    Missing.WITHHOLD: "There is no value until everything is answered.",
    Missing.SCALE_UP: "What is not answered is taken to be like what is.",
}


def in_sentences(framework: Framework, name: str, scoring: Scoring) -> Iterator[str]:
    """Say how a figure is made, one sentence after the other."""
    yield _made_of(framework, name, scoring)
    if scoring.per_site is not None:
        yield _by_site(scoring.per_site)
    if not scoring.method.joins:
        return
    if scoring.weights:
        weights = [f"{title_of(framework, operand)} {weight}" for operand, weight in scoring.weights.items()]
        yield f"Weights: {in_words(weights)}; all else has the weight that stands with it."
    yield _OPEN[scoring.treats_missing]
    if scoring.method is Operator.SUM or scoring.keeps_place:
        yield _possible(scoring)
    yield from _limits(scoring)
    yield from _shown(scoring)


def _made_of(framework: Framework, name: str, scoring: Scoring) -> str:
    if scoring.method is Operator.NONE:
        return "No figure is made: the framework gives none."
    if scoring.method is Operator.LADDER:
        return "The highest rung that is reached: its needs hold, and those of all rungs below it."
    turned = _TURNED[scoring.turned_into] if scoring.method.joins else ""
    sign = ", without its sign" if scoring.absolute else ""
    return f"{_METHODS[scoring.method]} {_operands(framework, name, scoring)}{turned}{sign}."


def _by_site(rule: FigurePerSite) -> str:
    if rule.roll_up == "distribution":
        return "It is worked out for each site first; then it is counted how many sites come to what."
    return f"It is worked out for each site first; the {rule.roll_up} of the sites counts."


def _operands(framework: Framework, name: str, scoring: Scoring) -> str:
    if name in framework.components and set(scoring.of) <= {ALL_CRITERIA}:
        return "its criteria"
    if not scoring.of or scoring.of == (ALL_COMPONENTS,):
        return "all components"
    if scoring.of == (ALL_CRITERIA,):
        return "all criteria"
    return in_words([title_of(framework, operand) for operand in operands_of(framework, name)])


def _possible(scoring: Scoring) -> str:
    if scoring.method is not Operator.SUM:
        return "What does not apply keeps its weight, as nothing gained."
    if scoring.possible == "answered":
        return "What does not apply leaves the possible maximum, too."
    return "The possible maximum stays the same when something does not apply."


def _limits(scoring: Scoring) -> Iterator[str]:
    yield f"A value is shown from {_percent(scoring.answered_at_least)} answered on."
    yield f"At most {_percent(scoring.not_applicable_at_most)} may be set aside as not applicable."


def _shown(scoring: Scoring) -> Iterator[str]:
    change = scoring.rescale
    if change is not None:
        plus = f", plus {change.plus}" if change.plus else ""
        yield f"The result is taken times {change.times}{plus}."
    halves = "halves up" if scoring.round.halves == "up" else "halves to the even one"
    yield f"It is rounded to {scoring.round.to} at the end, {halves}."


def _percent(share: object) -> str:
    return f"{float(Fraction(str(share)) * 100):g} %"
