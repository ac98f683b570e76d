"""Readiness: a range for each component, how much of it is answered, and what stands when claims are checked."""

from collections.abc import Iterator

from spreadkit.model.framework import Framework
from spreadkit.model.report import Bar, Block, Meter, Section
from spreadkit.model.score import ComponentScore, FrameworkScore, ScoreRange
from spreadkit.reporting import View
from spreadkit.sections._wording import bullets, n_of, of_framework, section
from spreadkit.words import count_of

ORDER = 50

INTRO = (
    "The dark part of a bar is what is sure: the score if everything open turned out lowest. The pale part reaches to "
    "the score if it turned out highest. The line is the score of what is answered, where enough is. Read the "
    "profile, not one number."
)


def build(view: View) -> Section | None:
    """Build the section."""
    blocks = [block for framework, score in view.scored for block in _of_framework(view, framework, score)]
    return section("readiness", "Readiness", blocks, intro=INTRO) if blocks else None


def _of_framework(view: View, framework: Framework, score: FrameworkScore) -> Iterator[Block]:
    title = f"Readiness by {framework.labels.get('component', 'component')}{of_framework(view, framework.title)}"
    whole = _bar("Whole plan", score.range, score)
    yield Meter(
        title=f"{title}, in per cent",
        bars=(whole, *(_bar(each.title, each.range, each) for each in score.components)),
    )
    yield bullets(_remarks(score))


def _bar(name: str, span: ScoreRange, score: FrameworkScore | ComponentScore) -> Bar:
    return Bar(
        label=name,
        low=span.low,
        high=span.high,
        value=span.value,
        verified=span.verified if span.verified != span.value else None,
        words=n_of(score.answered, score.applicable),
    )


def _remarks(score: FrameworkScore) -> Iterator[str]:
    yield f"Answered: {n_of(score.answered, score.applicable)} criteria that apply."
    if score.not_applicable:
        yield f"Set aside as not applicable: {count_of(score.not_applicable, 'criterion', 'criteria')}; see below."
    contradicted = sum(each.verified is False for each in score.criteria)
    if contradicted:
        them = "it" if contradicted == 1 else "them"
        yield f"The plan contradicts {count_of(contradicted, 'claim')}. The verified score counts {them} as not met."
    shown = [each for each in score.components if each.range.value is not None]
    if len(shown) > 1:
        lowest = min(shown, key=lambda each: each.range.value or 0)
        yield f"Lowest of those with enough answers: {lowest.title}, {lowest.range.value}."
