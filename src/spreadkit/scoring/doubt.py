"""Whether a band holds where points are only recalled: a score is worked out anew with each of them low, then high.

Only the points that the answers stand on are varied, all of them together. So what comes out is the widest range for
every figure that rises with its answers; a `difference`, which also falls, gets no more than its three readings.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from spreadkit.framework.question import questions_by_id
from spreadkit.model.framework import Band, Framework, Outcome, Scoring
from spreadkit.model.plan import Answer
from spreadkit.model.score import AnswerState, BandDoubt, FigureScore, FrameworkScore, PointsInDoubt
from spreadkit.record import record
from spreadkit.scoring.operands import MAIN, criteria_below
from spreadkit.scoring.shown import percent_of_possible
from spreadkit.words import in_words

_End = Literal["low", "high"]
_OTHER: Final[dict[_End, _End]] = {"low": "high", "high": "low"}


def with_doubt(
    score: FrameworkScore,
    framework: Framework,
    answers: Mapping[str, Answer],
    scored_by: Callable[[Framework], FrameworkScore],
) -> FrameworkScore:
    """Mark the bands of a score that points which are only recalled could change.

    `scored_by` scores the same answers by the framework with other points.
    """
    cells = tuple(_in_play(score, framework, answers))
    if not cells:
        return score
    low, high = (scored_by(_read(framework, cells, end)) for end in ("low", "high"))
    judge = _Judge(framework, cells)
    figure = judge.marked(MAIN, framework.scoring, (low.figure, score.figure, high.figure))
    components = tuple(
        judge.marked(given.id, scoring, (lower, given, higher))
        if (scoring := framework.components[given.id].scoring)
        else given
        for lower, given, higher in zip(low.components, score.components, high.components, strict=True)
    )
    figures = tuple(
        judge.marked(readings[1].id, framework.figures[readings[1].id], readings)
        for readings in zip(low.figures, score.figures, high.figures, strict=True)
    )
    concluded = tuple(
        replace(conclusion, differs=conclusion.differs and conclusion.band not in figure.possible_words)
        for conclusion in score.concluded
    )
    return replace(score, figure=figure, components=components, figures=figures, concluded=concluded)


def _in_play(score: FrameworkScore, framework: Framework, answers: Mapping[str, Answer]) -> Iterator[PointsInDoubt]:
    """Go through the points in doubt that an answer stands on, be it of a plan, of its sites or of its raters."""
    agreements = [agreement for round_ in score.rounds[-1:] for agreement in round_.agreement]
    rated = {agreement.criterion: agreement for agreement in agreements if agreement.counts}
    for judged in score.criteria:
        points = framework.criteria[judged.id].points
        if not points or judged.state is not AnswerState.ANSWERED:
            continue
        answer = answers.get(judged.id)
        given = {judged.level, *(answer.sites.values() if answer else ())}
        if (answer is None or not answer.is_asked) and judged.id in rated:
            given |= set(rated[judged.id].levels)
        for level, worth in points.items():
            if level in given and worth.is_in_doubt:
                yield PointsInDoubt(
                    criterion=judged.id,
                    level=level,
                    value=worth.value,
                    low=worth.least,
                    high=worth.greatest,
                )


def _read(framework: Framework, cells: Iterable[PointsInDoubt], end: _End) -> Framework:
    """Return the framework with points in doubt at one of their ends: that which makes the answer worth less, or more.

    Where a high answer is bad, more points are worth less.
    """
    components = {name: dict(component.criteria) for name, component in framework.components.items()}
    for cell in cells:
        question = questions_by_id(framework)[cell.criterion]
        criterion = components[question.component][cell.criterion]
        worth = getattr(cell, _OTHER[end] if criterion.reverse else end)
        changed = criterion.points[cell.level].model_copy(update={"value": worth})
        components[question.component][cell.criterion] = criterion.model_copy(
            update={"points": {**criterion.points, cell.level: changed}}
        )
    made = framework.model_copy(
        update={
            "components": {
                name: component.model_copy(update={"criteria": components[name]})
                for name, component in framework.components.items()
            }
        }
    )
    vars(made).pop("criteria", None)  # a copy takes along what was kept
    return made


@record
class _Judge:
    """Judges figures by their three readings: with the points in doubt low, as given, and high."""

    framework: Framework
    cells: Sequence[PointsInDoubt]

    def marked(
        self, name: str, scoring: Scoring, readings: tuple[FigureScore, FigureScore, FigureScore]
    ) -> FigureScore:
        """Return the figure as given; without its word, and with the reason, where that is not certain."""
        given = readings[1]
        if given.word is None or not (scoring.bands or scoring.words):
            return given
        ends = _ends(readings)
        words = [reading.word for reading in readings if reading.word is not None]
        words += [band.id for band in scoring.bands if ends and _begins_within(band, *_placed(ends, given, scoring))]
        titles = {band.id: band.title for band in scoring.bands} | _labels(scoring.words)
        possible = tuple(word for word in titles if word in words)
        if len(possible) < 2:  # noqa: PLR2004 - of one word there is no doubt
            return given
        below = criteria_below(self.framework, name)
        cells = tuple(cell for cell in self.cells if cell.criterion in below)
        kind = "band" if scoring.bands else "outcome"
        may_be = in_words([titles[word] for word in possible], joiner="or")
        came = in_words([f"{cell.criterion} {cell.level}" for cell in cells])
        reach = f", which allow anything from {ends[0]} to {ends[1]}" if ends else ""
        says = f"{kind} not certain: {may_be}, because of points that are only recalled ({came}){reach}"
        _, mark, settled = given.says.removeprefix(titles[given.word]).partition("; ")
        low, high = ends or (None, None)
        doubt = BandDoubt(low=low, high=high, words=possible, points=cells)
        return replace(given, says=f"{says}{mark}{settled}", word=None, band=None, doubt=doubt)


def _labels(words: Mapping[str, Outcome]) -> dict[str, str]:
    return {word: outcome.label for word, outcome in words.items()}


def _ends(readings: Iterable[FigureScore]) -> tuple[Decimal, Decimal] | None:
    """Return from where to where a figure may lie: its values, or its ranges where it has no value."""
    ranges = [figure.range for figure in readings if figure.range is not None]
    values = [shown.value for shown in ranges if shown.value is not None]
    ends = values or [end for shown in ranges for end in (shown.low, shown.high)]
    return (min(ends), max(ends)) if ends else None


def _placed(ends: tuple[Decimal, Decimal], given: FigureScore, scoring: Scoring) -> tuple[Decimal, Decimal]:
    """Return the ends in what the bands are counted in: as they are, or as percent of what is possible."""
    if scoring.bands_in == "figure" or given.range is None:
        return ends
    low, high = (percent_of_possible(end, given.range) for end in ends)
    return low, high


def _begins_within(band: Band, low: Decimal, high: Decimal) -> bool:
    """Whether a band begins between two ends, so that it lies at least in part between them."""
    start = band.from_ if band.from_ is not None else band.above
    return start is not None and Fraction(low) < Fraction(start) < Fraction(high)
