"""From leaves to figures: a framework's scoring worked out, with every number, exclusion and rounding kept for show."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Final

from spreadkit.framework.answers import day_of, is_at_least, scale_of
from spreadkit.model.framework import (
    ALL_COMPONENTS,
    ALL_CRITERIA,
    Band,
    Framework,
    Missing,
    Operator,
    Rounding,
    Rung,
    Scoring,
    Stage,
)
from spreadkit.model.score import AnswerState, FigureScore, ScoreRange, Term
from spreadkit.scoring.leaves import Leaf, answer_in_words, weight_of
from spreadkit.scoring.operators import Quantity, Weighed, deciding, join, turned_into
from spreadkit.words import count_of, in_words

MAIN: Final = ""
"""The name of the main figure: the framework's `scoring`."""

_THREE_PLACES: Final = Rounding(to=Decimal("0.001"))


@dataclass(frozen=True, slots=True)
class Worked:
    """A figure worked out: its exact quantity (None for words only, or where nothing applies), and how it is shown."""

    quantity: Quantity | None
    score: FigureScore


@dataclass(frozen=True, slots=True)
class _Operand:
    """One operand: a criterion, a component or a figure, with the weight it has here."""

    id: str
    quantity: Quantity | None
    weight: Decimal
    answer: str
    is_out: bool
    note: str = ""


@dataclass
class Sheet:
    """All figures of one framework over one set of leaves. Each is worked out once, when it is first asked for."""

    framework: Framework
    leaves: Mapping[str, Leaf]
    stage: Stage
    as_of: date | None
    _done: dict[str, Worked] = field(default_factory=dict)
    _doing: set[str] = field(default_factory=set)

    @property
    def main(self) -> Worked:
        """The framework's main figure."""
        return self._work_out(MAIN, "", self.framework.scoring)

    def component(self, name: str) -> Worked:
        """The figure of a component: its own way of scoring, or the framework's, over its criteria."""
        return self._work_out(name, self.framework.components[name].title, self._scoring_of(name))

    def figure(self, name: str) -> Worked:
        """A further figure of the framework."""
        return self._work_out(name, self.framework.figures[name].title, self._scoring_of(name))

    def part(self, name: str) -> Worked | None:
        """The figure of a component, or a further figure, by its id; None where there is neither."""
        if name in self.framework.components:
            return self.component(name)
        return self.figure(name) if name in self.framework.figures else None

    def leaves_below(self, name: str) -> list[Leaf]:
        """Return the criteria that a figure rests on, at any depth, in the order of their ids."""
        return [self.leaves[each] for each in sorted(criteria_below(self.framework, name))]

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

    def _work_out(self, name: str, title: str, scoring: Scoring) -> Worked:
        if name not in self._done:
            self._doing.add(name)
            operands = [
                operand
                for each in operands_of(self.framework, name)
                if (operand := self._operand(each, scoring)) is not None
            ]
            self._done[name] = self._worked(name, title, scoring, operands)
            self._doing.discard(name)
        return self._done[name]

    def _operand(self, name: str, scoring: Scoring) -> _Operand | None:
        """Find what a name stands for; None where it stands for nothing, or leads in a circle."""
        if name in self._doing:
            return None
        leaf = self.leaves.get(name)
        if leaf is not None:
            weight = scoring.weights.get(name, leaf.weight)
            answer = answer_in_words(self.framework, leaf)
            is_out = not leaf.state.applies
            return _Operand(name, leaf.quantity, weight, answer, is_out, "left out" if is_out else "")
        worked = self.part(name)
        if worked is None:
            return None
        component = self.framework.components.get(name)
        own = weight_of(component.weight, component.weight_at, self.stage) if component else Decimal(1)
        weight, score = scoring.weights.get(name, own), worked.score
        if worked.quantity is None and score.range is None and score.applicable:
            return _Operand(name, None, weight, score.word or score.says, is_out=False)
        is_out = worked.quantity is None
        room = self._room(name) if is_out else worked.quantity
        return _Operand(name, room, weight, _brief(score), is_out, "nothing applies, left out" if is_out else "")

    def _room(self, name: str) -> Quantity | None:
        """Return the room that a part in which nothing applies would take, with nothing in it."""
        rooms = [leaf.quantity for leaf in self.leaves_below(name) if leaf.quantity is not None]
        scoring = self._scoring_of(name)
        if not rooms or not scoring.method.joins:
            return None
        made = join(scoring, [Weighed(turned_into(each, scoring.turned_into)) for each in rooms])
        return None if made is None else replace(made, low=made.least, high=made.least, value=None, verified=None)

    def _worked(self, name: str, title: str, scoring: Scoring, operands: list[_Operand]) -> Worked:
        applicable = [leaf for leaf in self.leaves_below(name) if leaf.state.applies]
        answered = sum(leaf.state is AnswerState.ANSWERED for leaf in applicable)
        blank = FigureScore(
            id=name,
            title=title,
            method=scoring.method.value,
            range=None,
            coverage=share(answered, len(applicable)),
            answered=answered,
            applicable=len(applicable),
        )
        if scoring.method.joins:
            return self._joined(blank, scoring, operands)
        tell = {
            Operator.COUNT: self._counted,
            Operator.DISTRIBUTION: self._counted,
            Operator.DATE_DURATION: self._duration,
            Operator.FURTHEST: self._furthest,
            Operator.TABLE: self._looked_up,
        }.get(scoring.method)
        if tell is not None:
            return Worked(None, tell(blank, scoring, operands))
        if scoring.method is Operator.LADDER:
            return self._climbed(blank, scoring, operands)
        if scoring.method is Operator.DATE_PROPORTION:
            as_mean = scoring.model_copy(update={"method": Operator.MEAN, "scale": scoring.scale or "share"})
            taken_apart = [self._operand(leaf.id, scoring) for leaf in self._leaves(operands)]
            return self._joined(blank, as_mean, [each for each in taken_apart if each is not None])
        return Worked(None, replace(blank, says="no total: the framework gives none", terms=_terms(operands)))

    # ---- what is joined into a number ---------------------------------------------------------------------------

    def _joined(self, blank: FigureScore, scoring: Scoring, operands: list[_Operand]) -> Worked:
        usable = [(each, each.quantity) for each in operands if each.quantity is not None]
        turned = [(each, turned_into(quantity, scoring.turned_into)) for each, quantity in usable]
        weighed = [Weighed(quantity, Fraction(each.weight), each.is_out) for each, quantity in turned]
        exact = join(scoring, weighed)
        terms = _terms(operands, {each.id: quantity for each, quantity in turned})
        if exact is None:
            says = "nothing applies" if operands else "there is nothing to work out"
            nothing = ScoreRange(value=None, low=Decimal(0), high=Decimal(0), verified=None)
            return Worked(None, replace(blank, range=nothing, says=says, terms=terms))
        quantity = _rescaled(exact, scoring)
        enough = blank.coverage >= scoring.answered_at_least and blank.answered > 0
        shown = shown_range(quantity, scoring, show=enough)
        band, band_says = _band(scoring.bands, shown)
        known = [(each.id, made) for each, made in turned if not each.is_out]
        decided = deciding(scoring, known) if quantity.value is not None else ()
        score = replace(
            blank,
            range=shown,
            word=band,
            band=band,
            says=band_says,
            decided_by=decided,
            terms=terms,
            notes=tuple(_notes(blank, scoring, quantity, operands, enough=enough)),
        )
        return Worked(quantity, score)

    # ---- what is told in words ----------------------------------------------------------------------------------

    def _leaves(self, operands: Iterable[_Operand]) -> list[Leaf]:
        """Return the criteria among operands, components and figures taken apart into theirs."""
        found = {leaf.id: leaf for operand in operands for leaf in self.leaves_below(operand.id)}
        return list(found.values())

    def _done_on(self, leaf: Leaf) -> date | None:
        """Return the day on which something was done; None where it was not, or only after the date."""
        day = day_of(leaf.level)
        return day if day and (self.as_of is None or day <= self.as_of) else None

    def _counted(self, blank: FigureScore, scoring: Scoring, operands: list[_Operand]) -> FigureScore:
        """Count criteria by level, from the worst; a distribution also tells shares, the commonest and the worst."""
        leaves = [leaf for leaf in self._leaves(operands) if leaf.state.applies]
        found = Counter(leaf.level for leaf in leaves if leaf.state is AnswerState.ANSWERED and leaf.level)
        order = list(dict.fromkeys(level for leaf in leaves for level in scale_of(self.framework, leaf.criterion)))
        counts = {level: found[level] for level in [*order, *sorted(set(found) - set(order))] if level in found}
        open_ = len(leaves) - sum(counts.values())
        told = [f"{number} {level}" for level, number in counts.items()]
        if open_:
            told.append(f"{open_} open")
        modal = [level for level, number in counts.items() if number == max(counts.values())]
        says = in_words(told) if told else "nothing answered"
        word = modal[0] if len(modal) == 1 else None
        worst = tuple(leaf.id for leaf in leaves if counts and leaf.level == next(iter(counts)))
        if scoring.method is Operator.DISTRIBUTION and counts:
            total = sum(counts.values())
            shares = [f"{percent(Fraction(100 * number, total))} % {level}" for level, number in counts.items()]
            says = f"{in_words(shares)} of {total} answered; commonest: {in_words(modal)}; worst: {next(iter(counts))}"
        return replace(
            blank,
            word=word,
            says=says,
            counts=counts,
            decided_by=worst if scoring.method is Operator.DISTRIBUTION else (),
            terms=_terms(operands),
        )

    def _duration(self, blank: FigureScore, _: Scoring, operands: list[_Operand]) -> FigureScore:
        """Tell the days from the first to the last that is done; so far, while something is not."""
        leaves = [leaf for leaf in self._leaves(operands) if leaf.state.applies]
        days = {leaf.id: day for leaf in leaves if (day := self._done_on(leaf))}
        terms = _terms(operands)
        if not days:
            return replace(blank, says="nothing is done yet", terms=terms)
        first, last = min(days.values()), max(days.values())
        waiting = tuple(leaf.id for leaf in leaves if leaf.id not in days)
        end = (self.as_of or last) if waiting else last
        length = (end - first).days
        says = f"{count_of(length, 'day')} from {first.isoformat()} to {end.isoformat()}"
        if waiting:
            says += f", and not over: {in_words(waiting)} not done"
        return replace(blank, word=f"{length}{'+' if waiting else ''}", says=says, decided_by=waiting, terms=terms)

    def _furthest(self, blank: FigureScore, _: Scoring, operands: list[_Operand]) -> FigureScore:
        """Tell the last part, in their order, in which anything is done."""
        reached = None
        for operand in operands:
            if any(map(self._done_on, self._leaves([operand]))):
                reached = operand.id
        component = self.framework.components.get(reached or "")
        title = component.title if component else reached
        return replace(blank, word=reached, says=title or "nothing is done yet", terms=_terms(operands))

    def _looked_up(self, blank: FigureScore, scoring: Scoring, operands: list[_Operand]) -> FigureScore:
        """Find the outcome of the row that fits; with open answers, all outcomes that are still possible."""
        if any(operand.is_out for operand in operands):
            return replace(blank, says="does not apply here", terms=_terms(operands))
        axes = [self._axis(operand) for operand in operands]
        outcomes = {row.when: row.is_ for row in scoring.rows}
        found = list(dict.fromkeys(outcomes[each] for each in product(*axes) if each in outcomes))
        waiting = tuple(operand.id for operand, axis in zip(operands, axes, strict=True) if len(axis) > 1)
        labels = [scoring.words[each].label if each in scoring.words else each for each in found]
        if len(found) == 1:
            about = scoring.words[found[0]].about if found[0] in scoring.words else None
            says = f"{labels[0]}: {about}" if about else labels[0]
            return replace(blank, word=found[0], says=says, terms=_terms(operands))
        says = f"{in_words(labels, joiner='or')}, as long as {in_words(waiting)} is open" if found else "no row fits"
        return replace(blank, says=says, decided_by=waiting, terms=_terms(operands))

    def _axis(self, operand: _Operand) -> list[str]:
        """Return the levels, or bands, that an operand has or may still have."""
        leaf = self.leaves.get(operand.id)
        if leaf is not None:
            levels = list(scale_of(self.framework, leaf.criterion))
            return [leaf.level] if leaf.state is AnswerState.ANSWERED and leaf.level in levels else levels
        worked, scoring = self.part(operand.id), self._scoring_of(operand.id)
        if worked is not None and worked.score.word is not None:
            return [worked.score.word]
        return list(scoring.words) or [band.id for band in scoring.bands]

    def _climbed(self, blank: FigureScore, scoring: Scoring, operands: list[_Operand]) -> Worked:
        """Climb the ladder: certain steps give value and low, those that open answers may still allow give high."""
        sure, missing = self._reached(scoring.rungs, hopeful=False)
        hoped, _ = self._reached(scoring.rungs, hopeful=True)
        values = [Fraction(rung.value) for rung in scoring.rungs]
        below_all = [Fraction(0)] if scoring.rungs and scoring.rungs[0].needs else []
        floor = min([*below_all, *values], default=Fraction(0))
        low = Fraction(sure.value) if sure else floor
        high = Fraction(hoped.value) if hoped else floor
        value = low if low == high else None
        quantity = Quantity(floor, max([floor, *values]), low, high, value, value)
        says = sure.title if sure else "below the first rung"
        if value is None and hoped is not None:
            says = f"at least {says}, and anything up to {hoped.title}"
        if missing:
            says += f"; the next rung waits for {in_words(missing)}"
        shown = shown_range(quantity, scoring, show=True)
        word = sure.id if sure and value is not None else None
        return Worked(
            quantity, replace(blank, range=shown, word=word, says=says, decided_by=missing, terms=_terms(operands))
        )

    def _reached(self, rungs: Sequence[Rung], *, hopeful: bool) -> tuple[Rung | None, tuple[str, ...]]:
        """Return the highest rung whose needs hold with those of all below, and what the next one lacks."""
        reached = None
        for rung in rungs:
            lacking = tuple(name for name, least in rung.needs.items() if not self._holds(name, least, hopeful=hopeful))
            if lacking:
                return reached, lacking
            reached = rung
        return reached, ()

    def _holds(self, name: str, least: str, *, hopeful: bool) -> bool:
        leaf = self.leaves.get(name)
        if leaf is None or not leaf.state.applies:
            return False
        if leaf.state is not AnswerState.ANSWERED or leaf.level is None:
            return hopeful and leaf.state is not AnswerState.ANSWERED
        return is_at_least(self.framework, leaf.criterion, leaf.level, least)


def operands_of(framework: Framework, name: str) -> list[str]:
    """Return what a figure is made of (the main one, a component's, or a further one), with lists written out."""
    component = framework.components.get(name)
    if component is not None:
        of = component.scoring.of if component.scoring else ()
        return [each for each in of if each != ALL_CRITERIA] or list(component.criteria)
    scoring = framework.figures.get(name) or framework.scoring
    if scoring.method is Operator.LADDER and not scoring.of:
        return list(dict.fromkeys(each for rung in scoring.rungs for each in rung.needs))
    groups: dict[str, Iterable[str]] = {ALL_COMPONENTS: framework.components, ALL_CRITERIA: framework.criteria}
    return list(dict.fromkeys(one for each in scoring.of or (ALL_COMPONENTS,) for one in groups.get(each, (each,))))


def criteria_below(framework: Framework, name: str = MAIN) -> frozenset[str]:
    """Return the criteria that a figure rests on, at any depth."""

    def below(one: str, above: tuple[str, ...]) -> Iterator[str]:
        if one in framework.criteria:
            yield one
        elif one not in above and (one == MAIN or one in framework.components or one in framework.figures):
            for each in operands_of(framework, one):
                yield from below(each, (*above, one))

    return frozenset(below(name, ()))


def shown_range(quantity: Quantity, scoring: Scoring, *, show: bool) -> ScoreRange:
    """Return a quantity as it is shown: rounded once, at the end; without a value where too little is answered."""

    def shown(number: Fraction) -> Decimal:
        return rounded(number, scoring.round)

    in_percent = scoring.turned_into == "percent" and scoring.method is not Operator.SUM and scoring.rescale is None
    return ScoreRange(
        value=shown(quantity.value) if show and quantity.value is not None else None,
        low=shown(quantity.low),
        high=shown(quantity.high),
        verified=shown(quantity.verified) if show and quantity.verified is not None else None,
        least=shown(quantity.least),
        most=shown(quantity.most),
        unit="percent" if in_percent else "points",
    )


def share(part: int, whole: int) -> Decimal:
    """Return part of whole from 0 to 1, to three places; 0 where there is no whole."""
    return to_three_places(Fraction(part, whole)) if whole else Decimal(0)


def to_three_places(value: Fraction) -> Decimal:
    """Return an exact number as it is shown where it is not rounded for the reader: three decimals, halves up."""
    return rounded(value, _THREE_PLACES)


def percent(value: Fraction) -> Decimal:
    """Return an exact percentage as it is shown: one decimal, halves up."""
    return rounded(value, Rounding())


def rounded(value: Fraction, rounding: Rounding) -> Decimal:
    """Round an exact number to steps of `to`; what lies halfway goes up, or to the even step."""
    steps = value / Fraction(rounding.to)
    whole, rest = divmod(steps.numerator, steps.denominator)
    twice = rest * 2
    up = twice > steps.denominator or (twice == steps.denominator and (rounding.halves == "up" or whole % 2 == 1))
    return Decimal(whole + up) * rounding.to


def _rescaled(quantity: Quantity, scoring: Scoring) -> Quantity:
    change = scoring.rescale
    if change is None:
        return quantity
    times, plus = Fraction(change.times), Fraction(change.plus)
    if times < 0:
        return quantity.turned_round().mapped(lambda number: number * -times + plus)
    return quantity.mapped(lambda number: number * times + plus)


def _terms(operands: Iterable[_Operand], turned: Mapping[str, Quantity] | None = None) -> tuple[Term, ...]:
    return tuple(_term(each, (turned or {}).get(each.id, each.quantity)) for each in operands)


def _term(operand: _Operand, quantity: Quantity | None) -> Term:
    if quantity is None or operand.is_out:
        return Term(
            id=operand.id,
            answer=operand.answer,
            value=None,
            low=None,
            high=None,
            weight=operand.weight,
            note=operand.note,
        )
    return Term(
        id=operand.id,
        answer=operand.answer,
        value=None if quantity.value is None else to_three_places(quantity.value),
        low=to_three_places(quantity.low),
        high=to_three_places(quantity.high),
        weight=operand.weight,
        note=operand.note,
    )


def _band(bands: Sequence[Band], shown: ScoreRange) -> tuple[str | None, str]:
    """Return the band that a figure lies in, and say so; while the range spans several, which they are."""

    def of(number: Decimal) -> Band | None:
        return next((band for band in bands if band.holds(Fraction(number))), None)

    if not bands:
        return None, ""
    low, high = of(shown.low), of(shown.high)
    if shown.value is not None:
        here = of(shown.value)
        return (here.id, here.title) if here else (None, "in no band")
    if low is not None and low is high:
        return low.id, low.title
    names = [band.title if band else "no band" for band in (low, high)]
    return None, f"anything from {names[0]} to {names[1]}"


def _brief(score: FigureScore) -> str:
    figures = score.range
    if figures is None:
        return score.says
    return f"{figures.low} to {figures.high}" if figures.value is None else str(figures.value)


def _notes(
    blank: FigureScore, scoring: Scoring, quantity: Quantity, operands: Sequence[_Operand], *, enough: bool
) -> Iterator[str]:
    """Say what a reader of the arithmetic must know besides the numbers."""
    out = [each.id for each in operands if each.is_out]
    if out:
        stays = scoring.method is Operator.SUM and scoring.possible == "fixed"
        yield f"left out: {in_words(out)}" + (", while the possible most stays" if stays else "")
    wordy = [each.id for each in operands if each.quantity is None and not each.is_out]
    if wordy:
        yield f"has no number: {in_words(wordy)}"
    open_ = blank.applicable - blank.answered
    if open_:
        treated = _MISSING[scoring.treats_missing]
        yield f"{count_of(open_, 'open answer')}: {treated}; low counts them lowest, high highest"
    if not enough:
        least = scoring.answered_at_least * 100
        yield f"no value is shown: at least {least:.0f} % must be answered, here it is {blank.coverage * 100:.0f} %"
    if scoring.rescale is not None:
        plus = f", plus {scoring.rescale.plus}" if scoring.rescale.plus else ""
        yield f"times {scoring.rescale.times}{plus}"
    value = quantity.value
    if value is not None and Fraction(rounded(value, scoring.round)) != value:
        halves = "halves up" if scoring.round.halves == "up" else "halves to even"
        yield f"rounded to {scoring.round.to} at the end, {halves}"


_MISSING: Final = {
    Missing.LEAVE_OUT: "left out of the value",
    Missing.LOWEST: "counted as the lowest in the value too",
    Missing.WITHHOLD: "so no value is given until all are answered",
    Missing.SCALE_UP: "given the same share of their range as what is answered",
}
