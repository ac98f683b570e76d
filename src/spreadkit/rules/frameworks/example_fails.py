"""A worked example of a framework does not come out as it says.

Why it matters: the examples are how a framework's author shows what its scoring means. Where one fails, either the
framework was altered without thought for its scores, or the example teaches something wrong.

What to do: work the example out by hand (`spreadkit score --explain` prints the arithmetic), then correct `expect`, or
the framework. A list in `open` or `shut` is complete: `open: []` says that no gate is open.
"""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from spreadkit.model.framework import Expected, WorkedExample
from spreadkit.model.plan import Answer
from spreadkit.model.score import FrameworkScore
from spreadkit.rules import (
    Framework,
    FrameworkSubject,
    Hit,
    Route,
    Severity,
    framework_rule,
    in_words,
    questions_by_id,
    questions_of,
)
from spreadkit.scoring.facts import Circumstances
from spreadkit.scoring.score import score_framework

PASSES = """
examples:
  - name: The sponsor is named only
    answers: {all: good, leadership.sponsor: partial}
    expect: {value: 87.5, coverage: 1, components: {leadership: 75}, open: [expand], shut: [launch]}
"""

FAILS = """
examples:
  - name: The sponsor is named only
    answers: {all: good, leadership.sponsor: partial}
    expect:
      value: 90  # <--
      coverage: 1
"""

_YES: Final = {True: "yes", False: "no"}
_ALL: Final = "all"

_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)

_Compared = tuple[Route, Decimal | None, Decimal | None]
"""Where below `expect`, what is expected there, and what came out."""


@framework_rule("SK112", Severity.ERROR, passes=PASSES, fails=FAILS, needs_whole=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Score every example and compare what it states."""
    if not _can_be_scored(subject.framework):
        return
    for index, example in enumerate(subject.framework.examples):
        around = Circumstances(stage=example.stage)
        score = score_framework(subject.framework, _answers(subject.framework, example), around=around)
        for below, expected, got in _differences(example.expect, score):
            yield (
                ("examples", index, "expect", *below),
                f'"{example.name}" does not come out: expected {below[-1]} {expected}, got {got}',
            )


def _can_be_scored(framework: Framework) -> bool:
    """Whether every level that satisfies a criterion exists; what does not is another rule's business."""
    return all(
        question.criterion.at_least is None or question.criterion.at_least in question.levels
        for question in questions_of(framework)
        if question.levels
    )


def _answers(framework: Framework, example: WorkedExample) -> dict[str, Answer]:
    """Give every criterion its answer in an example: its own, else that of `all` where its scale has it, else none."""
    everywhere = example.answers.get(_ALL)
    levels = {
        name: example.answers.get(name, everywhere if question.allows(everywhere) else None)
        for name, question in questions_by_id(framework).items()
    }
    return {name: Answer(level=level) for name, level in levels.items() if level is not None}


def _differences(expect: Expected, score: FrameworkScore) -> Iterator[tuple[Route, str, str]]:
    for below, expected, got in _figures(expect, score):
        if expected is not None and not _agree(expected, got, whole_is_exact=below == ("coverage",)):
            yield below, str(expected), "none, as too little is answered" if got is None else str(got)
    for below, word, found_word in _words(expect, score):
        if word is not None and not _same(word, found_word):
            yield below, word, found_word or "nothing certain"
    certain = score.figure.doubt is None
    if expect.band_certain is not None and expect.band_certain is not certain:
        yield ("band-certain",), _YES[expect.band_certain], _YES[certain]
    for name, stated, is_open in (("open", expect.open, True), ("shut", expect.shut, False)):
        found = [gate.id for gate in score.gates if gate.open is is_open]
        wanted = [gate.id for gate in score.gates if gate.id in (stated or ())]
        if stated is not None and wanted != found:
            yield (name,), in_words(wanted) or "none", in_words(found) or "none"


def _figures(expect: Expected, score: FrameworkScore) -> Iterator[_Compared]:
    whole = score.range
    yield ("value",), expect.value, whole.value if whole else None
    yield ("low",), expect.low, whole.low if whole else None
    yield ("high",), expect.high, whole.high if whole else None
    yield ("coverage",), expect.coverage, score.coverage
    for component in score.components:
        value = component.range.value if component.range else None
        yield ("components", component.id), expect.components.get(component.id), value


def _words(expect: Expected, score: FrameworkScore) -> Iterator[tuple[Route, str | None, str | None]]:
    """Compare what further figures come to: a number as it is shown, or the word for it; and the band of the whole."""
    yield ("band",), expect.band, score.figure.band
    for figure in score.figures:
        expected = expect.figures.get(figure.id)
        number = str(figure.range.value) if figure.range and figure.range.value is not None else None
        is_word = expected is not None and not _NUMBER.fullmatch(expected)
        yield ("figures", figure.id), expected, figure.word if is_word or number is None else number


def _same(expected: str, got: str | None) -> bool:
    if got is None or not (_NUMBER.fullmatch(expected) and _NUMBER.fullmatch(got)):
        return expected == got
    return _agree(Decimal(expected), Decimal(got), whole_is_exact=False)


def _agree(expected: Decimal, got: Decimal | None, *, whole_is_exact: bool) -> bool:
    """Compare at the coarser of the two precisions. A coverage of 1 means all, not nearly all."""
    if got is None or (whole_is_exact and expected == expected.to_integral_value()):
        return expected == got
    step = max(Decimal(1).scaleb(_exponent(expected)), Decimal(1).scaleb(_exponent(got)))
    return expected.quantize(step, ROUND_HALF_UP) == got.quantize(step, ROUND_HALF_UP)


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)
