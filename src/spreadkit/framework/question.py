"""A Question: one Criterion as asked by its Framework, what answers it, what an answer is worth, and what is enough."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from spreadkit.framework.answers import NOT_DONE, band_of, day_of, number_of
from spreadkit.model.base import Route
from spreadkit.model.framework import (
    Band,
    Criterion,
    DateScale,
    Framework,
    Level,
    LevelScale,
    NotAnswered,
    NumberScale,
    Scale,
    Stage,
    WordScale,
)
from spreadkit.model.plan import UNKNOWN_LEVEL, Answer

_NO_SCALE: Final = LevelScale()


class Bounds(NamedTuple):
    """The least and the most that an answer can be worth."""

    least: Fraction
    most: Fraction


class Edge(NamedTuple):
    """Where answers that are good enough begin. `is_enough` says whether what lies on the edge is one of them."""

    worth: Fraction
    is_enough: bool = True


@dataclass(frozen=True, eq=False)
class Question:
    """One criterion as asked by its framework. What hangs on the two alone is worked out once, and kept."""

    framework: Framework
    component: str
    id: str
    criterion: Criterion

    @property
    def ask(self) -> str:
        """What it asks."""
        return self.criterion.ask

    @property
    def in_framework(self) -> Route:
        """Where it stands in the framework's file."""
        return ("components", self.component, "criteria", self.id)

    @property
    def in_plan(self) -> Route:
        """Where its answer stands in a plan."""
        return ("answers", self.framework.id, self.id)

    @cached_property
    def scale_name(self) -> str:
        """The name of its scale: the framework's first where it names none."""
        return self.criterion.scale or next(iter(self.framework.scales))

    @cached_property
    def scale(self) -> Scale:
        """Its scale, of whichever kind; one without levels where the name of the scale stands for nothing."""
        return self.framework.scales.get(self.scale_name, _NO_SCALE)

    @cached_property
    def levels(self) -> dict[str, Level]:
        """Its levels, lowest first; none where it is answered with a number, a day or words."""
        return self.framework.ordered_scales.get(self.scale_name, {})

    @cached_property
    def worst_to_best(self) -> tuple[str, ...]:
        """The ids of its levels, the least wanted first: turned round where a high answer is bad."""
        return tuple(reversed(self.levels)) if self.criterion.reverse else tuple(self.levels)

    @cached_property
    def worst(self) -> str:
        """The least wanted level or number; nothing where it has neither."""
        scale = self.scale
        if isinstance(scale, NumberScale):
            return str(scale.to if self.criterion.reverse else scale.from_)
        return next(iter(self.worst_to_best), "")

    @cached_property
    def enough(self) -> str | None:
        """The lowest answer that satisfies it: its `at-least`, else the best of its scale; None if that knows none."""
        if self.criterion.at_least:
            return self.criterion.at_least
        if isinstance(self.scale, LevelScale | NumberScale) and not self.scale.knows_enough:
            return None
        match self.scale:
            case NumberScale() as scale:
                return str(scale.from_ if self.criterion.reverse else scale.to)
            case DateScale():
                return "done"
            case WordScale():
                return "an answer in words"
            case _:
                return next(reversed(self.worst_to_best), "")

    @cached_property
    def bounds(self) -> Bounds | None:
        """The least and the most points that it can get; None where its answers have none."""
        match self.scale:
            case NumberScale() as scale:
                return Bounds(Fraction(scale.from_), Fraction(scale.to))
            case DateScale():
                return Bounds(Fraction(0), Fraction(1))
            case WordScale():
                return None
            case levels:
                worth = [self._worth.get(level) for level in levels]
                known = [points for points in worth if points is not None]
                return Bounds(min(known), max(known)) if known and len(known) == len(worth) else None

    @cached_property
    def wanted(self) -> str:
        """In words, what an answer to it must look like."""
        match self.scale:
            case NumberScale() as scale:
                steps = "" if scale.step == 1 else f" in steps of {scale.step}"
                return f"a number from {scale.from_} to {scale.to}{steps}"
            case DateScale():
                return f"the day on which it was done, such as 2026-03-31, or {NOT_DONE}"
            case WordScale() as scale:
                return f"nothing here: write at least {scale.at_least} words under because"
            case levels:
                return " or ".join(levels)

    @cached_property
    def of_importance(self) -> "Question":
        """It, as its importance is told: on the framework's scale for that, or else on its own."""
        scale = self.framework.importance or self.criterion.scale
        return replace(
            self, criterion=self.criterion.model_copy(update={"scale": scale, "points": {}, "reverse": False})
        )

    def fits(self, level: str | None) -> bool:
        """Whether a level is one that answers it; `unknown` and other ways of not answering are none."""
        if level is None:
            return False
        match self.scale:
            case NumberScale() as scale:
                number, (least, most) = number_of(level), (Fraction(scale.from_), Fraction(scale.to))
                return number is not None and least <= number <= most and (number - least) % Fraction(scale.step) == 0
            case DateScale():
                return level == NOT_DONE or day_of(level) is not None
            case WordScale():
                return False
            case levels:
                return level in levels

    def code(self, level: str | None) -> NotAnswered | None:
        """Return the further way of not answering that a level stands for, if it is one."""
        return self.framework.not_answered.get(level or "")

    def allows(self, level: str | None) -> bool:
        """Whether a level may stand here: it answers the question, or says why nothing does."""
        return level == UNKNOWN_LEVEL or self.code(level) is not None or self.fits(level)

    def points(self, level: str, *, as_of: date | None = None) -> Fraction | None:
        """Return what a level is worth: turned round where a high answer is bad; None where answers have no points.

        A day that lies after `as_of` counts as not done yet.
        """
        limits, scale = self.bounds, self.scale
        if limits is None:
            return None
        if isinstance(scale, DateScale):
            day = day_of(level)
            return Fraction(day is not None and (as_of is None or day <= as_of))
        worth = number_of(level) if isinstance(scale, NumberScale) else self._worth.get(level)
        return None if worth is None else self._turned(worth)

    def percent(self, points: Fraction) -> Fraction:
        """Return points as percent of its range; 100 where there is no range."""
        limits = self.bounds
        if limits is None or limits.most == limits.least:
            return Fraction(100)
        return (points - limits.least) / (limits.most - limits.least) * 100

    def rank(self, level: str) -> Fraction | None:
        """Return where a level stands in the order of the scale, whatever it is worth; reversed if need be.

        Levels of one value stand equally high. Only the order counts, not the distance.
        """
        sign = -1 if self.criterion.reverse else 1
        match self.scale:
            case NumberScale() as scale:
                number = number_of(level)
                return None if number is None else sign * (number - Fraction(scale.from_)) / Fraction(scale.step)
            case DateScale():
                return Fraction(day_of(level) is not None)
            case WordScale():
                return None
            case levels:
                return sign * self.framework.level_ranks[self.scale_name][level] if level in levels else None

    def satisfies(self, level: str | None, *, as_of: date | None = None) -> bool:
        """Whether a level is enough; never, where the scale knows no level that is."""
        least = self.enough
        return level is not None and least is not None and self.is_at_least(level, least, as_of=as_of)

    def needs_evidence(self, level: str | None) -> bool:
        """Whether an answer with that level counts only with evidence."""
        return level in self.levels and self.levels[level].needs_evidence

    def lacks_evidence(self, answer: Answer, level: str | None, evidenced: Container[str] = ()) -> bool:
        """Whether a level of an answer needs evidence, and has none: neither named, nor in the plan (`evidenced`)."""
        return self.needs_evidence(level) and not answer.evidence and self.id not in evidenced

    def is_at_least(self, level: str, least: str, *, as_of: date | None = None) -> bool:
        """Whether one level is as good as another, or better. `least` may be a band of a scale of numbers.

        Of two levels that are worth the same, the lower one of the scale is not as good as the other.
        """
        worth = self.worth(level, as_of=as_of) if self.fits(level) else None
        return worth is not None and self.reaches(worth, least) and not self._is_below_its_equal(level, least)

    def worth(self, level: str, *, as_of: date | None = None) -> Fraction | None:
        """Return what a level is compared by: its points, or where it stands in the scale if answers have none."""
        return self.rank(level) if self.bounds is None else self.points(level, as_of=as_of)

    def reaches(self, worth: Fraction, least: str | None) -> bool:
        """Whether what one answer is worth, or several together, is as good as a level or band, or better.

        This is the one place that says what is enough: of one answer, of raters and of sites. Nothing reaches None.
        """
        edge = None if least is None else self.edge(least)
        return edge is not None and (worth > edge.worth or (worth == edge.worth and edge.is_enough))

    def edge(self, least: str) -> Edge | None:
        """Return where answers as good as a level, or a band of a scale of numbers, begin; None where nowhere."""
        if isinstance(self.scale, NumberScale):
            band = next((band for band in self.scale.bands if band.id == least), None)
            if band is not None:
                return self._edge_of(band)
        if isinstance(self.scale, DateScale):
            return Edge(Fraction(least != NOT_DONE))
        worth = self.worth(least) if self.fits(least) else None
        return None if worth is None else Edge(worth)

    def _is_below_its_equal(self, level: str, least: str) -> bool:
        here, there = self.rank(level), self.rank(least)
        return here is not None and there is not None and self.worth(level) == self.worth(least) and here < there

    def _edge_of(self, band: Band) -> Edge:
        """Return the end of a band at which the better answers go on: its upper one where a high answer is bad."""
        within, beyond = (band.to, band.below) if self.criterion.reverse else (band.from_, band.above)
        if beyond is not None:
            return Edge(self._turned(Fraction(beyond)), is_enough=False)
        assert self.bounds is not None  # noqa: S101 - numbers have a least and a most
        return Edge(self.bounds.least if within is None else self._turned(Fraction(within)))

    def _turned(self, points: Fraction) -> Fraction:
        """Turn points round where a high answer is bad."""
        limits = self.bounds
        return limits.least + limits.most - points if self.criterion.reverse and limits else points

    def is_above_lowest(self, level: str | None) -> bool:
        """Whether a level claims anything: it fits, and it is not the least wanted answer of the scale."""
        if level is None or not self.fits(level):
            return False
        if isinstance(self.scale, DateScale):
            return level != NOT_DONE
        return self.rank(level) != self.rank(self.worst)

    def is_met(self, answer: Answer, *, as_of: date | None = None) -> bool:
        """Whether an answer claims that it is met. Answers by site are judged together, elsewhere."""
        if answer.na is not None:
            return False
        return self.is_told(answer) or self.satisfies(answer.level, as_of=as_of)

    def is_told(self, answer: Answer) -> bool:
        """Whether it is an open question, and answered with as many words as it takes."""
        return isinstance(self.scale, WordScale) and len((answer.because or "").split()) >= self.scale.at_least

    def falls_short(self, answer: Answer) -> bool:
        """Whether a level of the scale is claimed, and it is too low. What is not answered does not fall short."""
        too_low = self.enough is not None and not self.satisfies(answer.level)
        return answer.has_level and self.fits(answer.level) and too_low

    def label(self, level: str | None) -> str:
        """Return an answer in words for people: a level's label, a code's, a number or a day as it is."""
        if level is None:
            return "not answered"
        code = self.code(level)
        if code is not None:
            return code.label
        if isinstance(self.scale, NumberScale):
            band = band_of(self.scale, level)
            return f"{level} ({band.title})" if band else level
        if isinstance(self.scale, DateScale) and level == NOT_DONE:
            return "not done"
        return self.levels[level].label if level in self.levels else level

    def importance(self, answer: Answer | None) -> Fraction | None:
        """Return how much it is said to matter, as percent of the range of the scale that this is told on."""
        level, asked = (answer.importance if answer else None), self.of_importance
        if level is None or not asked.fits(level):
            return None
        points = asked.points(level)
        return None if points is None else asked.percent(points)

    def importance_label(self, answer: Answer | None) -> str:
        """Return how much it is said to matter, in the words of the scale that this is told on; else nothing."""
        level, asked = (answer.importance if answer else None), self.of_importance
        return asked.label(level) if level is not None and asked.fits(level) else ""

    def is_asked_at(self, stage: Stage) -> bool:
        """Whether it is asked at a stage of a plan, and its component counts there."""
        component = self.framework.components[self.component]
        return all(not stages or stage in stages for stages in (self.criterion.stages, component.stages))

    @cached_property
    def _worth(self) -> Mapping[str, Fraction | None]:
        """What each level is worth by the file; points that the criterion itself gives go before those of the scale."""
        own = {level: Fraction(points.value) for level, points in self.criterion.points.items()}
        return {**self.framework.level_points.get(self.scale_name, {}), **own}


def questions_of(framework: Framework) -> tuple[Question, ...]:
    """Return all questions of a framework, in order."""
    return _asked_by(framework).in_order


def questions_in(framework: Framework, component: str) -> tuple[Question, ...]:
    """Return the questions of one component, in order."""
    return tuple(question for question in questions_of(framework) if question.component == component)


def questions_by_id(framework: Framework) -> Mapping[str, Question]:
    """Return the questions of a framework by the ids of their criteria; of two with one id the later."""
    return _asked_by(framework).by_id


class _Asked(NamedTuple):
    """All questions of one framework."""

    framework: Framework
    in_order: tuple[Question, ...]
    by_id: Mapping[str, Question]


def _asked_by(framework: Framework) -> _Asked:
    """Return the questions of a framework, kept with it as its own cached properties are.

    A copy of a framework takes along what was kept, which is of the one that it was copied from.
    """
    kept: _Asked | None = vars(framework).get(_KEPT)
    if kept is None or kept.framework is not framework:
        in_order = tuple(
            Question(framework, component_id, criterion_id, criterion)
            for component_id, component in framework.components.items()
            for criterion_id, criterion in component.criteria.items()
        )
        kept = _Asked(framework, in_order, {question.id: question for question in in_order})
        vars(framework)[_KEPT] = kept
    return kept


_KEPT: Final = "_questions"
