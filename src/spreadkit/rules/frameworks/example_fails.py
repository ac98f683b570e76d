"""A worked example of a framework does not come out as it says.

Why it matters: the examples are how a framework's author shows what its scoring means. Where one fails, either the
framework was altered without thought for its scores, or the example teaches something wrong.

What to do: work the example out by hand (`spreadkit score --explain` prints the arithmetic), then correct `expect`, or
the framework. A list in `open` or `shut` is complete: `open: []` says that no gate is open.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from spreadkit.model.framework import Expected, ExpectedFigure, WorkedExample
from spreadkit.model.plan import Answer, Rating, Round
from spreadkit.model.score import FigureScore, FrameworkScore
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
from spreadkit.scoring.agreement import rated_round, with_ratings
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
_ANY_DAY: Final = date(2000, 1, 1)

_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


class _Difference(NamedTuple):
    """Where below `expect` something differs, what it is called, what is expected there, and what came out."""

    below: Route
    what: str
    expected: str
    got: str


@framework_rule("SK112", Severity.ERROR, passes=PASSES, fails=FAILS, needs_whole=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Score every example and compare what it states."""
    if not _can_be_scored(subject.framework):
        return
    for index, example in enumerate(subject.framework.examples):
        score = score_framework(
            subject.framework,
            _answers(subject.framework, example),
            around=_circumstances(subject.framework, example),
        )
        for below, what, expected, got in _differences(example.expect, score):
            yield (
                ("examples", index, "expect", *below),
                f'"{example.name}" does not come out: expected {what} {expected}, got {got}',
            )


def _circumstances(framework: Framework, example: WorkedExample) -> Circumstances:
    """Return what surrounds the answers of an example."""
    around = Circumstances(
        stage=example.stage,
        as_of=example.as_of,
        sites=example.sites,
        facts={fact: Fraction(number) for fact, number in example.counted.items()},
    )
    if not example.ratings:
        return around
    rows = [
        Rating(rater=f"rater {number}", role=rater.role, criterion=name, level=level)
        for number, rater in enumerate(example.ratings, start=1)
        for name, level in rater.levels.items()
    ]
    round_ = Round(framework=framework.id, on=example.as_of or _ANY_DAY, rows=tuple(rows))
    rated = rated_round(framework, "example", round_, {name: name for name in framework.criteria}, {})
    return with_ratings(around, [rated])


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
    answers = {}
    for name, question in questions_by_id(framework).items():
        given = example.answers.get(name)
        if given is None and everywhere is not None and (everywhere.na or question.allows(everywhere.level)):
            given = everywhere
        if given is not None:
            answers[name] = Answer(
                level=given.level, sites=given.sites, because=given.because, evidence=given.evidence, na=given.na
            )
    return answers


def _differences(expect: Expected, score: FrameworkScore) -> Iterator[_Difference]:
    yield from _of_figure((), "", expect, score.figure)
    if expect.coverage is not None and not _agree(expect.coverage, score.coverage, whole_is_exact=True):
        yield _Difference(("coverage",), "coverage", str(expect.coverage), str(score.coverage))
    for group, figures in (("components", score.components), ("figures", score.figures)):
        expected: Mapping[str, ExpectedFigure] = getattr(expect, group)
        for figure in figures:
            if figure.id in expected:
                yield from _of_figure((group, figure.id), figure.id, expected[figure.id], figure)
    certain = score.figure.doubt is None
    if expect.band_certain is not None and expect.band_certain is not certain:
        yield _Difference(("band-certain",), "band-certain", _YES[expect.band_certain], _YES[certain])
    for name, stated, is_open in (("open", expect.open, True), ("shut", expect.shut, False)):
        found = [gate.id for gate in score.gates if gate.open is is_open]
        wanted = [gate.id for gate in score.gates if gate.id in (stated or ())]
        if stated is not None and wanted != found:
            yield _Difference((name,), name, in_words(wanted) or "none", in_words(found) or "none")


def _of_figure(below: Route, name: str, expect: ExpectedFigure, figure: FigureScore) -> Iterator[_Difference]:
    """Compare what is written of a figure with what it came to."""
    span = figure.range
    whose = f" of {name}" if name else ""
    if expect.value is not None:
        is_number = span is not None and _NUMBER.fullmatch(expect.value) is not None
        number = None if span is None or span.value is None else str(span.value)
        came_out = number if is_number else figure.word
        if not _same(expect.value, came_out):
            nothing = "none, as too little is answered" if is_number else "nothing certain"
            yield _Difference((*below, "value"), name or "value", expect.value, came_out or nothing)
    for key, wanted, end in (
        ("low", expect.low, span.low if span else None),
        ("high", expect.high, span.high if span else None),
    ):
        if wanted is not None and not _agree(wanted, end, whole_is_exact=False):
            yield _Difference((*below, key), f"{key}{whose}", str(wanted), "none" if end is None else str(end))
    if expect.band is not None and expect.band != figure.band:
        yield _Difference((*below, "band"), f"band{whose}", expect.band, figure.band or "nothing certain")
    if expect.counts is not None and expect.counts != dict(figure.counts):
        counts = (_counts(expect.counts), _counts(figure.counts))
        yield _Difference((*below, "counts"), f"counts{whose}", *counts)
    if expect.worst is not None and expect.worst != figure.worst:
        yield _Difference((*below, "worst"), f"worst{whose}", expect.worst, figure.worst or "none")
    if expect.settled_by is not None and {*expect.settled_by} != {*figure.decided_by}:
        settled = (in_words(names) or "nothing" for names in (expect.settled_by, figure.decided_by))
        yield _Difference((*below, "settled-by"), f"settled-by{whose}", *settled)


def _counts(counts: Mapping[str, int]) -> str:
    return in_words([f"{number} {level}" for level, number in counts.items()]) or "none"


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
