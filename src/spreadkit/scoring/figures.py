"""From leaves to figures: a framework's scoring worked out, with every number, exclusion and rounding kept for show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

from spreadkit.model.framework import Framework, Operator, Scoring, Stage
from spreadkit.model.score import AnswerState, FigureScore
from spreadkit.record import record
from spreadkit.scoring.in_words import climbed, counted, duration, furthest, looked_up
from spreadkit.scoring.leaf import Leaf, weight_of
from spreadkit.scoring.leaves import SiteLeaves
from spreadkit.scoring.operands import MAIN, Operand, criteria_below, operands_of, title_of
from spreadkit.scoring.operators import Quantity, WeightedQuantity, deciding, join, turned_into
from spreadkit.scoring.rolled_up import SiteFigure, roll_up
from spreadkit.scoring.rounding import share
from spreadkit.scoring.shown import band_in, brief, figure_terms, notes_on, settled_by, shown_range


@record
class WorkedFigure:
    """A figure worked out: its exact quantity (None for words only, or where nothing applies), and how it is shown.

    `is_out` where nothing of it applies, so that a figure above it leaves it out.
    """

    quantity: Quantity | None
    score: FigureScore
    is_out: bool = False


@dataclass
class FigureSheet:
    """All figures of one framework over one set of leaves. Each is worked out once, when it is first asked for.

    `sites` are the same questions as each site answers them, for figures that are worked out by site first.
    """

    framework: Framework
    leaves: Mapping[str, Leaf]
    stage: Stage
    as_of: date | None
    sites: tuple[SiteLeaves, ...] = ()
    _done: dict[str, WorkedFigure] = field(default_factory=dict)
    _doing: set[str] = field(default_factory=set)

    @property
    def main(self) -> WorkedFigure:
        """The framework's main figure."""
        return self._work_out(MAIN, "", self.framework.scoring)

    def component(self, name: str) -> WorkedFigure:
        """The figure of a component: its own way of scoring, or one that follows from the framework's."""
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
        if component is None:
            return self.framework.figures[name]
        if component.scoring:
            return component.scoring
        by_site = any(criterion.per_site for criterion in component.criteria.values())
        return self._inherited if by_site else self._inherited_by_all

    @cached_property
    def _inherited(self) -> Scoring:
        """How a component without its own way is scored. Where the whole is no number, nor is any part of it."""
        whole = self.framework.scoring
        of_the_whole: dict[str, object] = {
            "method": _INHERITED.get(whole.method, whole.method),
            "of": (),
            "weights": {},
            "bands": (),
            "rescale": None,
            "rungs": (),
            "rows": (),
            "words": {},
        }
        if whole.method in _BY_DATE:
            of_the_whole["scale"] = whole.scale or "percent"
        return whole.model_copy(update=of_the_whole)

    @cached_property
    def _inherited_by_all(self) -> Scoring:
        """The same for a component that no site answers by itself: it is the same at all."""
        return self._inherited.model_copy(update={"per_site": None})

    @cached_property
    def _by_site(self) -> Mapping[str, "FigureSheet"]:
        """The figures of each site by itself."""
        return {site.id: FigureSheet(self.framework, site.leaves, self.stage, self.as_of) for site in self.sites}

    def _work_out(self, name: str, title: str, scoring: Scoring) -> WorkedFigure:
        if name not in self._done:
            if scoring.per_site is not None and scoring.method.goes_by_site and self.sites:
                self._done[name] = self._rolled_up(name, title, scoring)
                return self._done[name]
            self._doing.add(name)
            operands = [
                operand
                for operand_name in operands_of(self.framework, name)
                if (operand := self._operand(operand_name, scoring)) is not None
            ]
            self._done[name] = self._worked(name, title, scoring, operands)
            self._doing.discard(name)
        return self._done[name]

    def _rolled_up(self, name: str, title: str, scoring: Scoring) -> WorkedFigure:
        """Work a figure out for each site by itself, and roll those of the sites up."""
        names = {site.id: site.name for site in self.sites}
        worked = [
            SiteFigure(site, names[site], figure.quantity, figure.score, figure.is_out)
            for site, sheet in self._by_site.items()
            for figure in (sheet._work_out(name, title, scoring),)  # noqa: SLF001 - it is one of its own kind
        ]
        quantity, score = roll_up(self._blank(name, title, scoring), scoring, worked, self._called)
        return WorkedFigure(quantity, score, is_out=all(site.is_out for site in worked))

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
        weight = scoring.weights.get(name, own)
        if worked.is_out:
            return Operand(name, self._room(name), weight, worked.score.says, is_out=True, note="left out")
        return Operand(name, worked.quantity, weight, brief(worked.score), is_out=False)

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
        blank = replace(blank, terms=figure_terms(operands, scoring))
        if scoring.method is Operator.LADDER:
            return WorkedFigure(*climbed(blank, scoring, self.leaves))
        return WorkedFigure(None, self._told(blank, scoring, operands), is_out=not blank.applicable)

    def _blank(self, name: str, title: str, scoring: Scoring) -> FigureScore:
        """Return a figure of which only its name is known, and how much of it is answered."""
        applicable = [leaf for leaf in self.leaves_below(name) if leaf.state.applies]
        answered = sum(leaf.state is AnswerState.ANSWERED for leaf in applicable)
        component = self.framework.components.get(name)
        return FigureScore(
            id=name,
            title=title,
            method=scoring.method.value,
            range=None,
            coverage=share(answered, len(applicable)),
            answered=answered,
            applicable=len(applicable),
            weight=component.weight if component else Decimal(1),
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
                return furthest(blank, parts, self._title_of, self.as_of)
            case Operator.TABLE if any(operand.is_out for operand in operands):
                return replace(blank, says="does not apply here")
            case Operator.TABLE:
                axes = {operand.id: self._axis(operand.id) for operand in operands}
                return looked_up(blank, scoring, axes, self._title_of)
            case _:
                is_part = blank.id in self.framework.components
                return blank if is_part else replace(blank, says="the framework gives no total, so none is shown")

    def _joined(self, blank: FigureScore, scoring: Scoring, operands: list[Operand]) -> WorkedFigure:
        usable = [(operand, operand.quantity) for operand in operands if operand.quantity is not None]
        turned = [(operand, turned_into(quantity, scoring.turned_into)) for operand, quantity in usable]
        weighed = [WeightedQuantity(quantity, Fraction(operand.weight), operand.is_out) for operand, quantity in turned]
        exact = join(scoring, weighed)
        terms = figure_terms(operands, scoring, {operand.id: quantity for operand, quantity in turned})
        if exact is None:
            says, is_out = _why_nothing(operands, weighed)
            return WorkedFigure(None, replace(blank, says=says, terms=terms), is_out)
        quantity = _rescaled(exact, scoring)
        enough = blank.coverage >= scoring.answered_at_least and blank.answered > 0
        shown = shown_range(quantity, scoring, show=enough)
        band, band_says = band_in(scoring, shown)
        known = [(operand.id, made) for operand, made in turned if not operand.is_out]
        decided = deciding(scoring, known) if quantity.value is not None else ()
        score = replace(
            blank,
            range=shown,
            word=band,
            band=band,
            says="; ".join(filter(None, [band_says, settled_by(list(map(self._title_of, decided)), shown)])),
            decided_by=decided,
            terms=terms,
            notes=tuple(notes_on(blank, scoring, quantity, operands, enough=enough)),
        )
        return WorkedFigure(quantity, score)

    def _called(self, word: str) -> str:
        """Return how people call a word that a figure comes to: a part of the framework, or a level."""
        title = self._title_of(word)
        labels = {leaf.question.label(word) for leaf in self.leaves.values() if word in leaf.question.levels}
        return next(iter(labels)) if title == word and len(labels) == 1 else title

    def _title_of(self, name: str) -> str:
        return title_of(self.framework, name)

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


_BY_DATE: Final = frozenset({Operator.DATE_PROPORTION, Operator.DATE_DURATION, Operator.FURTHEST})

_INHERITED: Final = {
    **dict.fromkeys((Operator.PRODUCT, Operator.MIN, Operator.MAX, Operator.DIFFERENCE), Operator.MEAN),
    **dict.fromkeys((Operator.TABLE, Operator.LADDER), Operator.DISTRIBUTION),
    **dict.fromkeys(_BY_DATE, Operator.DATE_PROPORTION),
}
"""By the operator of the whole, that of a component without its own way, where it is another one."""


def _why_nothing(operands: Sequence[Operand], weighed: Sequence[WeightedQuantity]) -> tuple[str, bool]:
    """Say why operands join to nothing, and whether that is because they do not apply."""
    if not operands:
        return "there is nothing to work out", True
    if all(operand.is_out for operand in operands):
        return "nothing applies", True
    if all(operand.is_out for operand in weighed):
        return "no number: the answers are words", False
    return "one of the two does not apply", True


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
