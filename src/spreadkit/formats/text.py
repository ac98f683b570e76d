"""Plain text for the terminal, with colour where the terminal can show it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from spreadkit.model.finding import CheckResult, Finding, Severity
from spreadkit.model.score import (
    AnswerState,
    ComponentScore,
    CriterionScore,
    FrameworkScore,
    GateScore,
    PlanScore,
    ScoreRange,
)
from spreadkit.words import count_of, in_words

FULL_UP_TO: Final = 30
WIDEST_EXCERPT: Final = 110

_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_BOLD: Final = "1"
_DIM: Final = "2"


class Ink:
    """Colours text, or leaves it alone."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, code: str) -> str:
        """Return the text in a colour or weight, by its terminal code."""
        return f"\033[{code}m{text}\033[0m" if self.colour else text


def render_check(result: CheckResult, *, colour: bool = False) -> str:
    """Write findings, each with its line; many findings take one line each."""
    ink = Ink(colour=colour)
    is_short = len(result.findings) > FULL_UP_TO
    parts = [_head(finding, ink) + ("" if is_short else _excerpt(finding, ink)) for finding in result.findings]
    if is_short:
        parts.append(f"(more than {FULL_UP_TO} findings, so their lines are left out)")
    return "".join(part + "\n" for part in parts)


def render_score(score: PlanScore, *, colour: bool = False, explain: bool = False) -> str:
    """Write gates first, then components, then the range; `explain` adds the whole arithmetic."""
    ink = Ink(colour=colour)
    lines = [f"{plain(score.plan)}, as of {score.as_of.isoformat()}"]
    if not score.frameworks:
        lines += ["", "the plan names no framework that can be found, so there is nothing to score"]
    for framework in score.frameworks:
        lines += ["", ink(f"{framework.title} ({framework.id}@{framework.edition})", _BOLD)]
        lines += ["", *_gates(framework, ink), "", *_components(framework, ink), "", *_whole(framework)]
        if explain:
            lines += ["", *_arithmetic(framework)]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Return a text without what would steer a terminal: control characters, line ends, and marks of direction."""
    return _STEERING.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def _head(finding: Finding, ink: Ink) -> str:
    place = finding.location
    where = ink(plain(f"{place.file}:{place.line}:{place.column}"), _BOLD)
    severity = ink(finding.severity.value, _COLOURS[finding.severity])
    return f"{where}: {severity}: {plain(finding.message)} {ink(f'[{finding.code} {finding.slug}]', _DIM)}"


def _excerpt(finding: Finding, ink: Ink) -> str:
    place = finding.location
    if not place.excerpt.strip():
        return ""
    start = max(0, place.column - 1 - WIDEST_EXCERPT // 2) if place.column > WIDEST_EXCERPT else 0
    text = plain(place.excerpt[start : start + WIDEST_EXCERPT].replace("\t", " "))
    width = place.end_column - place.column if place.end_line == place.line else len(place.excerpt) - place.column + 1
    marks = "^" * max(1, min(width, len(text) - (place.column - 1 - start)))
    gutter = " " * len(str(place.line))
    pointer = " " * (place.column - 1 - start) + ink(marks, _COLOURS[finding.severity])
    return f"\n  {place.line} | {text.rstrip()}\n  {gutter} | {pointer}"


def _gates(framework: FrameworkScore, ink: Ink) -> Iterator[str]:
    yield "Gates"
    if not framework.gates:
        yield "  this framework has none"
    for gate in framework.gates:
        state = ink("open", "32") if gate.open else ink("shut", "31")
        yield f"  {state}  {gate.title} ({gate.id}){_met(gate)}"
        for blocker in gate.blockers:
            yield f"          {blocker.criterion}: {blocker.why}; needs {blocker.needs}"


def _met(gate: GateScore) -> str:
    return f": {gate.musts - len(gate.blockers)} of {count_of(gate.musts, 'must-have')} in place"


def _components(framework: FrameworkScore, ink: Ink) -> Iterator[str]:
    width = max(len(component.title) for component in framework.components)
    yield f"{'Components':<{width + 2}}  value  low to high  answered"
    for component in framework.components:
        figures = component.range
        value = _figure(figures.value) if figures.value is not None else ink(f"{'-':>5}", _DIM)
        span = f"{_figure(figures.low)} to {_figure(figures.high)}"
        yield f"  {component.title:<{width}}  {value}  {span}  {component.answered:>2} of {component.applicable}"


def _figure(value: Decimal) -> str:
    return f"{value:>5.1f}"


def _whole(framework: FrameworkScore) -> Iterator[str]:
    figures = framework.range
    yield f"Score       {_in_words(figures)}"
    if figures.verified is not None and figures.verified != figures.value:
        yield f"Verified    {figures.verified} when claims that the plan contradicts count as not met"
        for criterion in framework.criteria:
            if criterion.verified is False:
                yield f"            {criterion.id}: see {in_words(criterion.contradicted_by)}"
    share = f"{framework.answered} of {framework.applicable} applicable criteria"
    yield f"Coverage    {share} answered ({framework.coverage:.0%})"
    if framework.not_applicable:
        yield f"            {framework.not_applicable} set aside as not applicable"
    if figures.value is None:
        yield f"            no value is shown below {framework.answered_at_least:.0%}: it would say more than is known"
    if framework.parked:
        yield f"Parked      {plain(in_words(framework.parked))}: answered, but not in this edition"


def _in_words(figures: ScoreRange) -> str:
    span = f"between {figures.low} and {figures.high}"
    return f"{figures.value} of 100, {span}" if figures.value is not None else span


def _arithmetic(framework: FrameworkScore) -> Iterator[str]:
    yield "Arithmetic (each level as percent of its scale's range; low counts what is open as 0, high as 100)"
    by_component: dict[str, list[CriterionScore]] = {}
    for criterion in framework.criteria:
        by_component.setdefault(criterion.component, []).append(criterion)
    for component in framework.components:
        yield ""
        yield f"  {component.title} (weight {component.weight})"
        for criterion in by_component[component.id]:
            yield f"    {criterion.id}: {_term(criterion)}"
        yield f"    {_sum(component, by_component[component.id])}"
    yield ""
    yield f"  Whole: {_total(framework)}"


def _term(criterion: CriterionScore) -> str:
    if criterion.value is None:
        return (
            f"{criterion.state.label}, left out"
            if criterion.state is AnswerState.NOT_APPLICABLE
            else criterion.state.label
        )
    note = "" if criterion.verified is not False else f", contradicted by {in_words(criterion.contradicted_by)}"
    return f"{criterion.level} = {criterion.value} x {criterion.weight}{note}"


def _sum(component: ComponentScore, criteria: list[CriterionScore]) -> str:
    answered = [each for each in criteria if each.value is not None]
    open_weight = sum(each.weight for each in criteria if each.state in {AnswerState.NOT_ASKED, AnswerState.UNKNOWN})
    total = sum((each.value * each.weight for each in answered if each.value is not None), Decimal(0))
    weight = sum((each.weight for each in answered), Decimal(0))
    figures = component.range
    if not component.applicable:
        return "nothing applies, so the component is left out"
    value = (
        f"value {total} / {weight} = {figures.value}"
        if figures.value is not None
        else "value not shown, too little is answered"
    )
    return (
        f"{value}; low {total} / {weight + open_weight} = {figures.low}; "
        f"high ({total} + 100 x {open_weight}) / {weight + open_weight} = {figures.high}"
    )


def _total(framework: FrameworkScore) -> str:
    figures = framework.range
    counted = count_of(sum(each.applicable > 0 for each in framework.components), "component")
    value, verified = (each if each is not None else "not shown" for each in (figures.value, figures.verified))
    return (
        f"mean of {counted} by weight: value {value}, low {figures.low}, high {figures.high}, verified {verified}; "
        "one decimal, halves rounded up"
    )
