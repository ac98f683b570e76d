"""From leaves to figures: a framework's scoring worked out, with every number, exclusion and rounding kept for show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from spreadkit.model.framework import Framework, Operator, Scoring, Stage
from spreadkit.model.score import AnswerState, FigureScore, ScoreRange
from spreadkit.scoring.in_words import climbed, counted, duration, furthest, looked_up
from spreadkit.scoring.leaf import Leaf, weight_of
from spreadkit.scoring.operands import MAIN, Operand, criteria_below, operands_of
from spreadkit.scoring.operators import Quantity, WeightedQuantity, deciding, join, turned_into
from spreadkit.scoring.rounding import share
from spreadkit.scoring.shown import band_in, brief, figure_terms, notes_on, shown_range


@dataclass(frozen=True, slots=True)
class WorkedFigure:
    """A figure worked out: its exact quantity (None for words only, or where nothing applies), and how it is shown."""

    quantity: Quantity | None
    score: FigureScore


@dataclass
class FigureSheet:
    """All figures of one framework over one set of leaves. Each is worked out once, when it is first asked for."""

    framework: Framework
    leaves: Mapping[str, Leaf]
    stage: Stage
    as_of: date | None
    _done: dict[str, WorkedFigure] = field(default_factory=dict)
    _doing: set[str] = field(default_factory=set)

    @property
    def main(self) -> WorkedFigure:
        """The framework's main figure."""
        return self._work_out(MAIN, "", self.framework.scoring)

    def component(self, name: str) -> WorkedFigure:
        """The figure of a component: its own way of scoring, or the framework's, over its criteria."""
        return self._work_out(name, self.framework.components[name].title, self._scoring_of(name))

    def figure(self, name: str) -> WorkedFigure:
        """A further figure of the framework."""
        return self._work_out(name, self.framework.figures[name].title, self._scoring_of(name))

    def part(self, name: str) -> WorkedFigure | None:
        """The figure of a component, or a further figure, by its id; None where there is neither."""
        if name in self.framework.components:
            return self.component(name)
        return self.figure(name) if name in self.framework.figures else None

    def leaves_below(self, name: str) -> list[Leaf]:
        """Return the criteria that a figure rests on, at any depth, in the order of their ids."""
        return [self.leaves[criterion] for criterion in sorted(criteria_below(self.framework, name))]

    def _scoring_of(self, name: str) -> Scoring:
        """How a component or a further figure is worked out."""
        component = self.framework.components.get(name)
        return (component.scoring or self._inherited) if component else self.framework.figures[name]

    @cached_property
    def _inherited(self) -> Scoring:
        """How a component without its own way is scored: a sum within a sum, else a mean; else as the whole is."""
        whole = self.framework.scoring
        if whole.method is Operator.NONE:
            return Scoring(method=Operator.NONE)
        method = whole.method if whole.method in {Operator.SUM, Operator.MEDIAN} else Operator.MEAN
        of_the_whole: dict[str, object] = {
            "of": (),
            "weights": {},
            "bands": (),
            "rescale": None,
            "rungs": (),
            "rows": (),
            "words": {},
        }
        return whole.model_copy(update={"method": method, **of_the_whole})

    def _work_out(self, name: str, title: str, scoring: Scoring) -> WorkedFigure:
        if name not in self._done:
            self._doing.add(name)
            operands = [
                operand
                for operand_name in operands_of(self.framework, name)
                if (operand := self._operand(operand_name, scoring)) is not None
            ]
            self._done[name] = self._worked(name, title, scoring, operands)
            self._doing.discard(name)
        return self._done[name]

    def _operand(self, name: str, scoring: Scoring) -> Operand | None:
        """Find what a name stands for; None where it stands for nothing, or leads in a circle."""
        if name in self._doing:
            return None
        leaf = self.leaves.get(name)
        if leaf is not None:
            weight = scoring.weights.get(name, leaf.weight)
            answer = leaf.answer
            is_out = not leaf.state.applies
            return Operand(name, _taken(leaf, scoring), weight, answer, is_out, "left out" if is_out else "")
        worked = self.part(name)
        if worked is None:
            return None
        component = self.framework.components.get(name)
        own = weight_of(component.weight, component.weight_at, self.stage) if component else Decimal(1)
        weight, score = scoring.weights.get(name, own), worked.score
        if worked.quantity is None and score.range is None and score.applicable:
            return Operand(name, None, weight, score.word or score.says, is_out=False)
        is_out = worked.quantity is None
        room = self._room(name) if is_out else worked.quantity
        return Operand(name, room, weight, brief(score), is_out, "nothing applies, left out" if is_out else "")

    def _room(self, name: str) -> Quantity | None:
        """Return the room that a part in which nothing applies would take, with nothing in it."""
        scoring = self._scoring_of(name)
        rooms = [room for leaf in self.leaves_below(name) if (room := _taken(leaf, scoring)) is not None]
        if not rooms or not scoring.method.joins:
            return None
        made = join(scoring, [WeightedQuantity(turned_into(room, scoring.turned_into)) for room in rooms])
        return None if made is None else replace(made, low=made.least, high=made.least, value=None, verified=None)

    def _worked(self, name: str, title: str, scoring: Scoring, operands: list[Operand]) -> WorkedFigure:
        blank = self._blank(name, title, scoring)
        if scoring.method.joins:
            return self._joined(blank, scoring, operands)
        if scoring.method is Operator.DATE_PROPORTION:
            as_mean = scoring.model_copy(update={"method": Operator.MEAN, "scale": scoring.scale or "share"})
            taken_apart = [self._operand(leaf.id, scoring) for leaf in self._leaves(operands)]
            return self._joined(blank, as_mean, [operand for operand in taken_apart if operand is not None])
        blank = replace(blank, terms=figure_terms(operands))
        if scoring.method is Operator.LADDER:
            return WorkedFigure(*climbed(blank, scoring, self.leaves))
        return WorkedFigure(None, self._told(blank, scoring, operands))

    def _blank(self, name: str, title: str, scoring: Scoring) -> FigureScore:
        """Return a figure of which only its name is known, and how much of it is answered."""
        applicable = [leaf for leaf in self.leaves_below(name) if leaf.state.applies]
        answered = sum(leaf.state is AnswerState.ANSWERED for leaf in applicable)
        return FigureScore(
            id=name,
            title=title,
            method=scoring.method.value,
            range=None,
            coverage=share(answered, len(applicable)),
            answered=answered,
            applicable=len(applicable),
        )

    def _told(self, blank: FigureScore, scoring: Scoring, operands: list[Operand]) -> FigureScore:
        """Work out a figure that is told in words alone."""
        match scoring.method:
            case Operator.COUNT | Operator.DISTRIBUTION:
                return counted(blank, scoring, self._leaves(operands))
            case Operator.DATE_DURATION:
                return duration(blank, self._leaves(operands), self.as_of)
            case Operator.FURTHEST:
                parts = {operand.id: self._leaves([operand]) for operand in operands}
                titles = {name: component.title for name, component in self.framework.components.items()}
                return furthest(blank, parts, titles, self.as_of)
            case Operator.TABLE if any(operand.is_out for operand in operands):
                return replace(blank, says="does not apply here")
            case Operator.TABLE:
                return looked_up(blank, scoring, {operand.id: self._axis(operand.id) for operand in operands})
            case _:
                return replace(blank, says="no total: the framework gives none")

    def _joined(self, blank: FigureScore, scoring: Scoring, operands: list[Operand]) -> WorkedFigure:
        usable = [(operand, operand.quantity) for operand in operands if operand.quantity is not None]
        turned = [(operand, turned_into(quantity, scoring.turned_into)) for operand, quantity in usable]
        weighed = [WeightedQuantity(quantity, Fraction(operand.weight), operand.is_out) for operand, quantity in turned]
        exact = join(scoring, weighed)
        terms = figure_terms(operands, {operand.id: quantity for operand, quantity in turned})
        if exact is None:
            says = "nothing applies" if operands else "there is nothing to work out"
            nothing = ScoreRange(value=None, low=Decimal(0), high=Decimal(0), verified=None)
            return WorkedFigure(None, replace(blank, range=nothing, says=says, terms=terms))
        quantity = _rescaled(exact, scoring)
        enough = blank.coverage >= scoring.answered_at_least and blank.answered > 0
        shown = shown_range(quantity, scoring, show=enough)
        band, band_says = band_in(scoring.bands, shown)
        known = [(operand.id, made) for operand, made in turned if not operand.is_out]
        decided = deciding(scoring, known) if quantity.value is not None else ()
        score = replace(
            blank,
            range=shown,
            word=band,
            band=band,
            says=band_says,
            decided_by=decided,
            terms=terms,
            notes=tuple(notes_on(blank, scoring, quantity, operands, enough=enough)),
        )
        return WorkedFigure(quantity, score)

    def _leaves(self, operands: Iterable[Operand]) -> list[Leaf]:
        """Return the criteria among operands, components and figures taken apart into theirs."""
        found = {leaf.id: leaf for operand in operands for leaf in self.leaves_below(operand.id)}
        return list(found.values())

    def _axis(self, name: str) -> list[str]:
        """Return the levels, or bands, that an operand has or may still have."""
        leaf = self.leaves.get(name)
        if leaf is not None:
            levels = list(leaf.question.levels)
            return [leaf.level] if leaf.state is AnswerState.ANSWERED and leaf.level in levels else levels
        worked, scoring = self.part(name), self._scoring_of(name)
        if worked is not None and worked.score.word is not None:
            return [worked.score.word]
        return list(scoring.words) or [band.id for band in scoring.bands]


def _taken(leaf: Leaf, scoring: Scoring) -> Quantity | None:
    """Return what a figure takes of a criterion: its points, or only whether it is met."""
    return leaf.met if scoring.turned_into == "met" else leaf.quantity


def _rescaled(quantity: Quantity, scoring: Scoring) -> Quantity:
    change = scoring.rescale
    if change is None:
        return quantity
    times, plus = Fraction(change.times), Fraction(change.plus)
    if times < 0:
        return quantity.turned_round().mapped(lambda number: number * -times + plus)
    return quantity.mapped(lambda number: number * times + plus)
