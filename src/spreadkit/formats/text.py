"""Plain text for the terminal, with colour where the terminal can show it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from spreadkit.formats import PLAIN, Format, Screen
from spreadkit.formats._concepts import profile_lines
from spreadkit.model.score import FigureScore, FigureTerm, FrameworkScore, GateScore, PlanScore
from spreadkit.model.unread import Unread, unread_in_words
from spreadkit.scoring.agreement import ratings_in_words
from spreadkit.scoring.norms import WHERE_OTHERS_WERE, norm_sentence
from spreadkit.scoring.shown import figure_in_words, range_in_words
from spreadkit.words import count_of, in_words

FORMAT: Final = Format(endings=(".txt",))

_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_HUNDRED: Final = Decimal(100)
_HEADS: Final = "value  low to high  answered"
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
BOLD: Final = "1"
GREY: Final = "38;5;243"
BLUE: Final = "38;5;27"
RUST: Final = "38;5;130"
"""Two colours and a grey of the 256 of a terminal: each has a contrast of 4 or more on white and on black."""


class Colouring:
    """Colours text, or leaves it alone."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, code: str) -> str:
        """Return the text in a colour or weight, by its terminal code."""
        return f"\033[{code}m{text}\033[0m" if self.colour else text


def render_score(score: PlanScore, screen: Screen = PLAIN) -> str:
    """Write gates first, then components, then the range; and the whole arithmetic where that is wanted."""
    from spreadkit.formats._lines import finished, fitted

    return finished(fitted(_score(score, screen), screen), screen)


def _score(score: PlanScore, screen: Screen) -> list[str]:
    colouring = Colouring(colour=screen.colour)
    lines = [f"{inert(score.plan)}, as of {score.as_of.isoformat()}", *told_unread(score.unread)]
    if not score.frameworks:
        lines += ["", "the plan names no framework that can be found, so there is nothing to score"]
    if score.profile:
        return [*lines, "", *map(inert, profile_lines(score.profile))]
    for framework in score.frameworks:
        lines += ["", colouring(f"{framework.title} ({framework.id}@{framework.edition})", BOLD)]
        lines += ["", *_gates(framework, colouring), "", *_components(framework, screen, colouring)]
        lines += ["", *_whole(framework)]
        if screen.explain:
            lines += ["", *_arithmetic(framework)]
    return lines


def told_unread(unread: tuple[Unread, ...]) -> list[str]:
    """Say below the head of a text what of the plan could not be read; nothing where all was."""
    return [f"Not read: {inert(unread_in_words(unread))}"] if unread else []


def inert(text: str) -> str:
    """Return a text without what would steer a terminal: control characters, line ends, and marks of direction."""
    return _STEERING.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def _gates(framework: FrameworkScore, colouring: Colouring) -> Iterator[str]:
    yield "Gates"
    if not framework.gates:
        yield "  this framework has none"
    for gate in framework.gates:
        state = colouring("open", BLUE) if gate.open else colouring("shut", RUST)
        yield f"  {state}  {gate.title} ({gate.id}){_met(gate)}"
        yield from (f"          {inert(says)}" for says in gate.asked_at)
        for blocker in gate.blockers:
            yield f"          {blocker.criterion}: {inert(blocker.why)}; needs {blocker.needs}"


def _met(gate: GateScore) -> str:
    return f": {gate.musts - len(gate.blockers)} of {count_of(gate.musts, 'must-have')} in place"


def _components(framework: FrameworkScore, screen: Screen, colouring: Colouring) -> Iterator[str]:
    """Write a line for each component; where that is too wide for the screen, its title and its figures below."""
    rows = [(inert(component.title), _figures(component), component) for component in framework.components]
    width = max(len(title) for title, *_ in rows)
    fits = width + max(len(figures) for _, figures, _ in rows) + 4 <= screen.width
    yield f"{'Components':<{width + 2}}  {_HEADS}" if fits else f"Components: {', '.join(_HEADS.split('  '))}"
    for title, figures, component in rows:
        if fits:
            yield f"  {title:<{width}}  {figures}"
        else:
            yield from (f"  {title}", colouring(f"      {figures.lstrip()}", GREY))
        yield from _said(component)


def _figures(component: FigureScore) -> str:
    """Return the value of a component, its range, and how much of it is answered."""
    answered = f"{component.answered:>2} of {component.applicable}"
    figures = component.range
    if figures is None:
        return f"    -  {'':<14}  {answered}"
    value = _figure(figures.value) if figures.value is not None else f"{'-':>5}"
    points = f", out of {_short(figures.most)} point{'' if figures.most == 1 else 's'}"
    span = f"{_figure(figures.low)} to {_figure(figures.high)}"
    return f"{value}  {span}  {answered}{'' if figures.most == _HUNDRED else points}"


def _said(component: FigureScore) -> Iterator[str]:
    if component.says:
        yield f"      {inert(component.says)}"


def _figure(value: Decimal) -> str:
    return f"{value:>5f}"


def _whole(framework: FrameworkScore) -> Iterator[str]:
    yield from _main(framework)
    share = f"{framework.answered} of {framework.applicable} applicable criteria"
    yield f"Coverage    {share} answered ({framework.coverage:.0%})"
    if framework.not_applicable:
        yield f"            {framework.not_applicable} set aside as not applicable"
    for says, number in framework.left_out.items():
        yield f"            {number} left out, answered “{inert(says)}”"
    if framework.range and framework.range.value is None:
        yield f"            {_why_no_value(framework)}"
    if framework.parked:
        yield f"Parked      {inert(in_words(framework.parked))}: answered, but not in this edition"
    if framework.variant:
        yield f"Variant     {inert(framework.variant)}"
    for entry in framework.loosened:
        yield f"Loosened    {inert(entry)}"
    if framework.figures:
        yield ""
        yield "Figures"
    for figure in framework.figures:
        yield f"  {inert(f'{figure.title}: {figure_in_words(figure)}')}"
    yield from _norms(framework)
    yield from _rounds(framework)


def _norms(framework: FrameworkScore) -> Iterator[str]:
    if framework.norms:
        yield ""
        yield f"Beside it: {WHERE_OTHERS_WERE}"
    for norm in framework.norms:
        yield f"  {inert(norm_sentence(norm))}"


def _main(framework: FrameworkScore) -> Iterator[str]:
    figures, says = framework.range, inert(framework.figure.says)
    yield f"Score       {range_in_words(figures) if figures else says}"
    if figures and says:
        yield f"            {says}"
    for conclusion in framework.concluded:
        against = " (the computed score says otherwise)" if conclusion.differs else ""
        yield f"Concluded   {inert(conclusion.says)}{against}"
    if figures and figures.verified is not None and figures.verified != figures.value:
        yield f"Verified    {figures.verified} when claims that the plan contradicts count as not met"
        for criterion in framework.criteria:
            if criterion.verified is False:
                yield f"            {criterion.id}: see {in_words(criterion.contradicted_by)}"
    yield from _accepted(framework)


def _accepted(framework: FrameworkScore) -> Iterator[str]:
    resting = [criterion for criterion in framework.criteria if criterion.accepted]
    if resting:
        yield f"Accepted    {count_of(len(resting), 'claim rests', 'claims rest')} on findings that the team lives with"
    for criterion in resting:
        told = [f"{finding.rule}, by {finding.by} until {finding.until}" for finding in criterion.accepted]
        yield f"            {criterion.id}: {inert('; '.join(told))}"


def _why_no_value(framework: FrameworkScore) -> str:
    if framework.coverage < framework.answered_at_least or not framework.answered:
        return f"no value is shown below {framework.answered_at_least:.0%}: it would say more than is known"
    return "no value is given until everything that counts is answered"


def _rounds(framework: FrameworkScore) -> Iterator[str]:
    if framework.rounds:
        yield ""
        yield "Rounds of ratings"
    for round_ in framework.rounds:
        change = (
            ""
            if round_.change is None
            else f", {round_.change:+f} on the {round_.common} that the last round rated too"
        )
        yield f"  {round_.on.isoformat()} ({round_.id}): {inert(figure_in_words(round_.figure))}{change}"
        for agreement in round_.agreement:
            if agreement.differ:
                apart = (
                    f"{count_of(agreement.spans, 'level')}, worth {_short(agreement.low)} to {_short(agreement.high)}"
                )
                yield f"      {agreement.criterion}: raters differ over {apart}"
            if agreement.why:
                yield f"      {agreement.criterion}: not counted, {agreement.why}"
        for group in round_.together:
            if group.within_group is not None and group.criteria > 1:
                what = count_of(group.criteria, "criterion", "criteria")
                yield f"      {group.component}: r_wg(j) is {_short(group.within_group)} on {what}"
        for move in round_.components:
            yield f"      {inert(move.title)}: {move.change:+f} on the {move.common} that the last round rated too"
        for parts in round_.split:
            told = (
                f"{inert(ratings_in_words(parts))}; split into {in_words(parts.into)} since, compared with none of them"
            )
            yield f"      {parts.criterion}: {told}"


def _arithmetic(framework: FrameworkScore) -> Iterator[str]:
    yield "Arithmetic (low counts what is open as the lowest answer, high as the highest)"
    for component in framework.components:
        weight = "" if component.weight == 1 else f" (weight {component.weight})"
        yield from _tree(f"{component.title}{weight}", component)
    yield from _tree("Whole", framework.figure)
    for figure in framework.figures:
        yield from _tree(f"{figure.title} ({figure.id})", figure)


def _tree(title: str, figure: FigureScore) -> Iterator[str]:
    """Write a figure's operands as they went in, what was done to them, and what came out."""
    yield ""
    by_site = f" at each site, then {figure.per_site} of the sites" if figure.per_site else ""
    yield f"  {title}: {figure.method}{by_site}"
    for term in figure.terms:
        yield f"    {term.id}: {_term(term)}"
    yield f"    {' = '.join(filter(None, [_formula(figure), inert(figure_in_words(figure))]))}"
    for note in figure.notes:
        yield f"    ({inert(note)})"


def _term(term: FigureTerm) -> str:
    answer = inert(term.answer)
    if term.note:
        counted = "" if term.counted is None else f", counted as {_short(term.counted)}"
        return f"{answer}, {term.note}{counted}"
    if term.low is None or term.high is None:
        return answer
    span = f"{_short(term.low)} to {_short(term.high)}"
    value = span if term.value is None else _short(term.value)
    worth = value if term.value is None or term.low == term.high else f"{value} ({span})"
    numbers = [term.low, term.high] if term.value is None else [term.value]
    told = "" if not answer or _repeats(answer, numbers) else f"{answer} = "
    return f"{told}{worth}{'' if term.weight == 1 else f' x {term.weight}'}"


def _repeats(answer: str, numbers: Sequence[Decimal]) -> bool:
    """Whether an answer says no more than the numbers beside it, rounded: so it is not written twice."""
    words = answer.split(" to ")
    return len(words) == len(numbers) and all(map(_rounds_to, words, numbers))


def _rounds_to(word: str, number: Decimal) -> bool:
    if not _NUMBER.fullmatch(word):
        return False
    digits = len(word.partition(".")[2])
    return abs(Decimal(word) - number) * 2 <= Decimal(1).scaleb(-digits)


def _formula(figure: FigureScore) -> str:
    """Write how the value came about, so that it can be done again by hand."""
    known = [(_short(term.counted), term.weight) for term in figure.terms if term.counted is not None]
    if not known or figure.range is None or figure.range.value is None:
        return ""
    weighted = any(weight != 1 for _, weight in known)
    added = " + ".join(f"{number} x {weight}" if weighted else number for number, weight in known)
    total = _short(sum((weight for _, weight in known), Decimal(0)))
    numbers = [number for number, _ in known]
    written = {
        "sum": added,
        "mean": f"({added}) / {total}",
        "date-proportion": f"({added}) / {total}",
        "product": " x ".join(numbers),
        "difference": " - ".join(numbers),
        "ladder": "",
    }
    ordered = in_words(sorted(numbers, key=Decimal))
    method = figure.per_site or figure.method
    return written.get(method, f"{method} of {ordered}")


def _short(number: Decimal) -> str:
    """Return a number without the noughts that say nothing."""
    return f"{number.normalize():f}"
