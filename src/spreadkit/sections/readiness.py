"""Readiness: a range for each component, how much of it is answered, and what stands when claims are checked."""

from collections.abc import Iterator, Mapping
from typing import Final

from spreadkit.model.framework import Framework, Operator
from spreadkit.model.report import Bar, Block, Chart, Group, Meter, Section
from spreadkit.model.report_parts import Phrase
from spreadkit.model.score import Conclusion, FigureScore, FrameworkScore, ScoreRange
from spreadkit.months import day
from spreadkit.scoring.norms import WHERE_OTHERS_WERE, here_words, source_words, who_words
from spreadkit.scoring.shown import figure_in_words
from spreadkit.sections._pictures import of_readiness, part_of
from spreadkit.sections._view import View
from spreadkit.sections._wording import (
    WordedRow,
    bullets,
    folded,
    n_of,
    of_framework,
    paragraphs,
    section,
    table,
    tables,
    with_full_stop,
)
from spreadkit.words import count_of, in_words

ORDER = 50
SHOWS: Final = ("recommendations",)

_WHOLE: Final = "Whole plan"
_MOST_TOLD = 3

_FEWEST_PARTS: Final = 2
"""How many components there must be to show them beside each other."""


_INTRO = (
    "The dark part of a bar is what is sure: the score if everything open turned out lowest. The pale part reaches to "
    "the score if it turned out highest. The line is the score of what is answered, where enough is. Read the "
    "profile, not one number."
)


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = [block for framework, score in view.scored for block in _of_framework(view, framework, score)]
    return section("readiness", "Readiness", blocks, intro=_INTRO) if blocks else None


def _of_framework(view: View, framework: Framework, score: FrameworkScore) -> Iterator[Block]:
    label = framework.labels.get("component", "component")
    several = of_framework(view, framework.title)
    parts = [(_WHOLE, score.figure), *((component.title, component) for component in score.components)]
    unit = score.range.unit if score.range else "percent"
    bars = [_bar(name, part.range, part) for name, part in parts if part.range and part.range.unit == unit]
    if bars:
        words = "per cent" if unit == "percent" else "points"
        yield Meter(title=f"Readiness by {label}{several}, in {words}", bars=tuple(bars))
        yield from _picture(
            framework,
            score,
            f"Readiness by {label}, and what shuts a gate{several}",
            {bar.label: bar for bar in bars},
        )
    yield from tables(
        table(
            f"What the figures come to{several}",
            ["Figure", "Result", "What it rests on"],
            _figures(framework, score, unit),
        )
    )
    yield from tables(table(f"Beside published values{several}", _NORM_HEADERS, _norms(score)))
    if score.norms:
        yield from paragraphs(WHERE_OTHERS_WERE)
    yield bullets(_remarks(view, score))


_NORM_HEADERS: Final = ("Figure", "#Here", "#Published", "#Standard deviation?", "Of", "Source")


def _norms(score: FrameworkScore) -> list[WordedRow]:
    """Put published values beside the figures that they are of."""
    return [
        [
            norm.title,
            here_words(norm),
            Phrase(text=f"{norm.value:f}", note=norm.statistic),
            norm.deviation,
            who_words(norm),
            source_words(norm),
        ]
        for norm in score.norms
    ]


def _picture(framework: Framework, score: FrameworkScore, title: str, bars: Mapping[str, Bar]) -> Iterator[Group]:
    """Show the components as a picture, for slides: the same ranges, with the must-haves that shut a gate."""
    parts = [
        part_of(framework, score, component, bars[component.title])
        for component in score.components
        if component.title in bars
    ]
    if len(parts) < _FEWEST_PARTS:
        return
    shutting = [f"{part.bar.label} ({in_words(part.gates)})" for part in parts if part.gates]
    sentence = f"Must-haves that shut a gate lie in {in_words(shutting)}." if shutting else "No component shuts a gate."
    rows = [
        [part.bar.label, part.bar.span, part.bar.value, part.bar.words, in_words(part.gates) or None] for part in parts
    ]
    data = table(title, ["Part", "#Range", "#Score", "#Answered", "Shuts?"], rows)
    picture = of_readiness(framework.id, title, parts)
    yield folded(title, Chart(sentence=sentence, data=data, **picture.fields))


def _bar(name: str, span: ScoreRange, score: FigureScore) -> Bar:
    return Bar(
        label=name,
        low=span.low,
        high=span.high,
        value=span.value,
        verified=span.verified if span.verified != span.value else None,
        words=n_of(score.answered, score.applicable),
        least=span.least,
        most=span.most,
    )


def _figures(framework: Framework, score: FrameworkScore, unit: str) -> Iterator[WordedRow]:
    """Say what each figure comes to that a bar does not show, or not all of; the further ones in any case."""
    parts = [part for part in (score.figure, *score.components) if part.method != Operator.NONE]
    told = [part for part in parts if part.says or part.range is None or part.range.unit != unit]
    for figure in (*told, *score.figures):
        further = framework.figures.get(figure.id)
        title = Phrase(text=figure.title or _WHOLE, note=(further.about if further else None) or "")
        answered = f"{n_of(figure.answered, figure.applicable)} answered"
        yield [title, figure_in_words(figure), "; ".join([answered, *figure.notes])]


def _by(view: View, concluded: Conclusion) -> str:
    return ", ".join(filter(None, [view.person(concluded.by) or "", day(concluded.on) if concluded.on else ""]))


def _remarks(view: View, score: FrameworkScore) -> Iterator[str]:
    if score.figure.method == Operator.NONE:
        yield with_full_stop(f"{score.figure.says[:1].upper()}{score.figure.says[1:]}")
    for concluded in score.concluded:
        against = " (this is not where the computed score stands)" if concluded.differs else ""
        by = f" ({who})" if (who := _by(view, concluded)) else ""
        yield with_full_stop(f"What people concluded{by}: {concluded.says.rstrip('.')}{against}")
    of = count_of(score.applicable, "criterion that applies", "criteria that apply")
    yield f"Answered: {score.answered} of {of}."
    if score.not_applicable:
        yield f"Set aside as not applicable: {count_of(score.not_applicable, 'criterion', 'criteria')}; see below."
    for says, number in score.left_out.items():
        what = count_of(number, "criterion", "criteria")
        yield f"Left out of the figures, answered “{says}”: {what}. That is not the same as not applicable; see below."
    contradicted = sum(criterion.verified is False for criterion in score.criteria)
    if contradicted:
        them = "it" if contradicted == 1 else "them"
        yield f"The plan contradicts {count_of(contradicted, 'claim')}. The verified score counts {them} as not met."
    resting = sum(bool(criterion.accepted) for criterion in score.criteria)
    if resting:
        them = "it is" if resting == 1 else "they are"
        yield (
            f"{count_of(resting, 'claim rests', 'claims rest')} on a finding that the team has decided to live with; "
            f"{them} marked below, with who decided so and until when."
        )
    if score.figure.method == "sum":
        yield from _most_to_gain(score)
    shown = [
        (span.value, component.title)
        for component in score.components
        if (span := component.range) and span.value is not None
    ]
    alike = len({(span.least, span.most) for component in score.components if (span := component.range)}) == 1
    if len(shown) > 1 and alike:
        lowest = min(value for value, _ in shown)
        titles = [title for value, title in shown if value == lowest]
        if len(titles) < len(shown):
            yield f"Lowest of those with enough answers: {in_words(titles)}, {lowest}."


def _most_to_gain(score: FrameworkScore) -> Iterator[str]:
    """Name the criteria where the best answer would add most: where effort pays most, in the eyes of the framework."""
    gains = sorted(
        ((criterion.to_gain, criterion.id) for criterion in score.criteria if criterion.to_gain),
        key=lambda gain: -gain[0],
    )
    if gains:
        told = [f"{name} ({gain:f})" for gain, name in gains[:_MOST_TOLD]]
        yield f"Most points to gain: {in_words(told)}."
