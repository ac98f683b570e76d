"""A framework names something that nobody has defined.

Why it matters: a criterion whose gate or scale is misspelt drops out of that gate or is scored on another scale without
a word, a figure leaves out what it cannot find, and a source that is not listed cannot be looked up.

What to do: correct the id, or define it in the part that it belongs to (`gates`, `scales`, `phases`, `sources`,
`components`, `figures`). What `verified-by` names has to be a rule of spreadkit.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final, NamedTuple

from spreadkit.model.framework import (
    ALL_COMPONENTS,
    ALL_CRITERIA,
    SCORING,
    Band,
    ExpectedFigure,
    NumberScale,
    Operator,
    Scoring,
    WorkedExample,
)
from spreadkit.model.plan import UNKNOWN_LEVEL
from spreadkit.rules import (
    Framework,
    FrameworkSubject,
    Hit,
    Places,
    Question,
    Route,
    Severity,
    count_of,
    did_you_mean,
    framework_rule,
    questions_by_id,
    questions_in,
)
from spreadkit.rules._figures import NUMBERS, PlacedFigure, placed_figures, table_axes
from spreadkit.scoring.operands import MAIN, operands_of

PASSES = """
gates:
  launch: {title: Ready to start the first site, before: execute, stage: launch}
  expand: {title: Ready for a further wave, before: execute, stage: expand}
"""

FAILS = """
gates:
  launch: {title: Ready to start the first site, before: exekute, stage: launch}  # <--
  expand: {title: Ready for a further wave, before: execute, stage: expand}
"""

_ALL: Final = "all"
_PARTS: Final = "parts"


class _NamedReference(NamedTuple):
    """A name, where it stands, what it should be the name of, and what there is."""

    id: str
    route: Route
    what: str
    known: Collection[str]


@framework_rule("SK101", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS, is_cause=True)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find names of gates, scales, levels, phases, sources, rules, criteria and figures that stand for nothing."""
    dangling = dict[tuple[str, str], list[_NamedReference]]()
    for name in _names(subject):
        if name.id not in name.known and not _is_lost(name, subject.lost):
            dangling.setdefault((name.id, _family(name.what)), []).append(name)
    for (text, _), names in dangling.items():
        often = f" (at {count_of(len(names), 'place')})" if len(names) > 1 else ""
        hint = did_you_mean(text, names[0].known)
        wrong = f'"{text}" is not {names[0].what}{hint}{often}'
        yield Places([name.route for name in names]), f"{wrong}; correct it, or define it"


def _family(what: str) -> str:
    """Return one name for all that is looked up among criteria, components and figures: a misspelt id is one cause."""
    return _PARTS if any(part in what for part in ("criterion", "component", "figure")) else what


def _is_lost(name: _NamedReference, lost: Collection[Route]) -> bool:
    """Whether what a name stands for may be there, and could not be read: then that is the one thing to be told."""
    lists = [words for words in ("phase", "band", "rung") if words in name.what]
    return any(
        name.id in route or any(f"{words}s" in route[:-1] and isinstance(route[-1], int) for words in lists)
        for route in lost
        if route
    )


def _names(subject: FrameworkSubject) -> Iterator[_NamedReference]:
    framework = subject.framework
    yield from _of_gates(framework, subject.gates_of)
    yield from _of_scales(framework)
    if framework.extends is not None and framework.extends.published is not None:
        where: Route = ("extends", "published")
        yield _NamedReference(framework.extends.published, where, "a source of this framework", framework.sources)
    for name, suits in framework.suits.items():
        yield from _sources(framework, suits.sources, ("suits", name))
    yield from _of_norms(framework)
    yield from _of_strategies(framework)
    for component_id, component in framework.components.items():
        route: Route = ("components", component_id)
        yield from _sources(framework, component.sources, route)
        for question in questions_in(framework, component_id):
            yield from _of_criterion(question, subject.rules)
    for placed in placed_figures(framework):
        yield from _of_figure(framework, placed)
    for index, name in enumerate(framework.ratings.of if framework.ratings else ()):
        yield _NamedReference(name, ("ratings", "of", index), "a component of this framework", framework.components)
    if framework.ratings and framework.ratings.aggregate_if:
        yield from _sources(framework, framework.ratings.aggregate_if.sources, ("ratings", "aggregate-if"))
    for index, example in enumerate(framework.examples):
        yield from _of_answers(framework, example, ("examples", index, "answers"))
        yield from _of_ratings(framework, example, ("examples", index, "ratings"))
        yield from _of_expected(framework, example, ("examples", index, "expect"))


def _of_gates(framework: Framework, gates_of: Callable[[str], tuple[str, ...] | None]) -> Iterator[_NamedReference]:
    phases = [phase.id for phase in framework.phases]
    parts = {*framework.components, *framework.figures}
    for gate_id, gate in framework.gates.items():
        route: Route = ("gates", gate_id)
        yield _NamedReference(gate.before, (*route, "before"), "a phase of this framework", phases)
        for name in gate.needs:
            yield _NamedReference(name, (*route, "needs", name), "a component or a figure of this framework", parts)
        for index, name in enumerate(gate.requires):
            framework_id, slash, own = name.partition("/")
            if not slash or not framework_id or not own:
                yield _NamedReference(name, (*route, "requires", index), "a gate, written as framework/gate", ())
            else:
                there = tuple(framework.gates) if framework_id == framework.id else gates_of(framework_id)
                gates = [f"{framework_id}/{gate}" for gate in there or ()]
                what = "a gate of a framework that can be found" if there is None else f'a gate of "{framework_id}"'
                yield _NamedReference(name, (*route, "requires", index), what, gates)


def _of_scales(framework: Framework) -> Iterator[_NamedReference]:
    if framework.importance is not None:
        yield _NamedReference(framework.importance, ("importance",), "a scale of this framework", framework.scales)
    for name, scale in framework.scales.items():
        if isinstance(scale, NumberScale):
            yield from _of_bands(framework, scale.bands, ("scales", name, "bands"))


def _sources(framework: Framework, ids: Iterable[str], route: Route) -> Iterator[_NamedReference]:
    for index, name in enumerate(ids):
        yield _NamedReference(name, (*route, "sources", index), "a source of this framework", framework.sources)


def _of_norms(framework: Framework) -> Iterator[_NamedReference]:
    known = {SCORING, *framework.components, *framework.figures}
    for name, norm in framework.norms.items():
        what = "a component or a figure of this framework"
        yield _NamedReference(norm.of, ("norms", name, "of"), what, known)
        yield from _sources(framework, norm.sources, ("norms", name))


def _of_strategies(framework: Framework) -> Iterator[_NamedReference]:
    for name, strategy in framework.strategies.items():
        route: Route = ("strategies", name)
        for index, criterion in enumerate(strategy.for_):
            yield _NamedReference(
                criterion, (*route, "for", index), "a criterion of this framework", framework.criteria
            )
        yield from _sources(framework, strategy.sources, route)


def _of_bands(framework: Framework, bands: Iterable[Band], route: Route) -> Iterator[_NamedReference]:
    for index, band in enumerate(bands):
        yield from _sources(framework, band.sources, (*route, index))


def _of_criterion(question: Question, rules: Collection[str]) -> Iterator[_NamedReference]:
    framework, criterion, route = question.framework, question.criterion, question.in_framework
    if criterion.gate is not None:
        yield _NamedReference(criterion.gate, (*route, "gate"), "a gate of this framework", framework.gates)
    yield from _sources(framework, criterion.sources, route)
    for index, slug in enumerate(criterion.verified_by):
        yield _NamedReference(slug, (*route, "verified-by", index), "a rule of spreadkit", rules)
    if criterion.only_if is not None:
        other = criterion.only_if.criterion
        yield _NamedReference(
            other, (*route, "only-if", "criterion"), "a criterion of this framework", framework.criteria
        )
    if criterion.scale is not None and criterion.scale not in framework.scales:
        yield _NamedReference(criterion.scale, (*route, "scale"), "a scale of this framework", framework.scales)
        return
    for key, level in (("at-least", criterion.at_least), ("evidence-from", criterion.evidence_from)):
        if level is not None:
            yield from _level(question, level, (*route, key))
    for key, levels in (("levels", criterion.levels), ("points", criterion.points)):
        for level in levels if question.levels else ():
            yield _NamedReference(level, (*route, key, level), "a level of its scale", question.levels)


def _level(question: Question, level: str, route: Route) -> Iterator[_NamedReference]:
    """Look a level up on the scale of a question, whatever answers it; days and words have none to look up."""
    scale = question.scale
    if _has_no_scale(question):
        return
    if isinstance(scale, NumberScale):
        known = [*(band.id for band in scale.bands), *([level] if question.fits(level) else [])]
        yield _NamedReference(level, route, f"{question.wanted}, which answers it", known)
    elif isinstance(scale, dict):
        yield _NamedReference(level, route, "a level of its scale", scale)


def _has_no_scale(question: Question) -> bool:
    """Whether the scale that a criterion names is not there, which is told of once, and not for all its levels."""
    return question.criterion.scale is not None and question.criterion.scale not in question.framework.scales


def _of_figure(framework: Framework, placed: PlacedFigure) -> Iterator[_NamedReference]:
    scoring, route = placed.scoring, placed.route
    parts = {*framework.criteria, *framework.components, *framework.figures}
    groups = {ALL_CRITERIA} if placed.name in framework.components else {ALL_COMPONENTS, ALL_CRITERIA}
    for index, name in enumerate(scoring.of):
        yield _NamedReference(
            name, (*route, "of", index), "a criterion, component or figure of this framework", parts | groups
        )
    operands = operands_of(framework, placed.name)
    for name in scoring.weights:
        yield _NamedReference(name, (*route, "weights", name), f"something that {placed.called} is made of", operands)
    figure = framework.figures.get(placed.name)
    yield from _sources(framework, figure.sources if figure else (), route)
    yield from _of_bands(framework, scoring.bands, (*route, "bands"))
    yield from _of_rungs(framework, placed)
    if scoring.method is Operator.TABLE:
        yield from _of_rows(framework, placed)


def _of_rungs(framework: Framework, placed: PlacedFigure) -> Iterator[_NamedReference]:
    for index, rung in enumerate(placed.scoring.rungs):
        for name, level in rung.needs.items():
            route = (*placed.route, "rungs", index, "needs", name)
            yield _NamedReference(name, route, "a criterion of this framework", framework.criteria)
            if name in framework.criteria:
                yield from _level(questions_by_id(framework)[name], level, route)


def _of_rows(framework: Framework, placed: PlacedFigure) -> Iterator[_NamedReference]:
    axes = table_axes(framework, placed)
    for index, row in enumerate(placed.scoring.rows):
        route = (*placed.route, "rows", index)
        if placed.scoring.words:
            yield _NamedReference(
                row.is_, (*route, "is"), f'one of the "words" of {placed.called}', placed.scoring.words
            )
        for position, (word, (operand, axis)) in enumerate(zip(row.when, axes.items(), strict=False)):
            if axis:
                yield _NamedReference(word, (*route, "when", position), f'a level or a band of "{operand}"', axis)


def _of_answers(framework: Framework, example: WorkedExample, route: Route) -> Iterator[_NamedReference]:
    for name, answer in example.answers.items():
        if name != _ALL:
            yield _NamedReference(name, (*route, name), "a criterion of this framework", framework.criteria)
        for below, level in (
            *([(("level",), answer.level)] if answer.level is not None else []),
            *((("sites", site), level) for site, level in answer.sites.items()),
        ):
            yield from _of_level(framework, name, level, (*route, name, *below))
        for site in answer.sites if example.sites else ():
            yield _NamedReference(site, (*route, name, "sites", site), "a site of this example", example.sites)


def _of_ratings(framework: Framework, example: WorkedExample, route: Route) -> Iterator[_NamedReference]:
    for index, rater in enumerate(example.ratings):
        for name, level in rater.levels.items():
            below = (*route, index, "levels", name)
            yield _NamedReference(name, below, "a criterion of this framework", framework.criteria)
            yield from _of_level(framework, name, level, below)


def _of_level(framework: Framework, name: str, level: str, route: Route) -> Iterator[_NamedReference]:
    if level in {*framework.not_answered, UNKNOWN_LEVEL}:
        return
    if name in framework.criteria:
        yield from _level(questions_by_id(framework)[name], level, route)
    elif name == _ALL:
        questions = questions_by_id(framework).values()
        levels = [known for question in questions for known in question.levels]
        can_be = any(question.fits(level) or _has_no_scale(question) for question in questions)
        yield _NamedReference(level, route, "a level of its scale", [level] if can_be else levels)


def _of_expected(framework: Framework, example: WorkedExample, route: Route) -> Iterator[_NamedReference]:
    expect = example.expect
    yield from _of_expected_figure(framework, MAIN, expect, example, route)
    for group, figures, known in (
        ("components", expect.components, framework.components),
        ("figures", expect.figures, framework.figures),
    ):
        for name, figure in figures.items():
            below = (*route, group, name)
            yield _NamedReference(name, below, f"a {group[:-1]} of this framework", known)
            yield from _of_expected_figure(framework, name, figure, example, below)
    for key, gates in (("open", expect.open), ("shut", expect.shut)):
        for index, gate in enumerate(gates or ()):
            yield _NamedReference(gate, (*route, key, index), "a gate of this framework", framework.gates)


def _of_expected_figure(
    framework: Framework, name: str, expect: ExpectedFigure, example: WorkedExample, route: Route
) -> Iterator[_NamedReference]:
    """Look up the band of a figure, the word that it comes to, and what is said to settle it."""
    component = framework.components.get(name)
    scoring = framework.scoring if name == MAIN else component.scoring if component else framework.figures.get(name)
    if expect.band is not None:
        bands = [band.id for band in scoring.bands] if scoring else []
        whose = "the score" if name == MAIN else f'"{name}"'
        yield _NamedReference(expect.band, (*route, "band"), f"a band of {whose}", bands)
    if expect.value is not None and scoring is not None:
        yield from _of_outcome(name, scoring, expect.value, (*route, "value"))
    parts = {*framework.criteria, *framework.components, *framework.figures}
    parts |= {*example.sites, *(site for answer in example.answers.values() for site in answer.sites)}
    for index, part in enumerate(expect.settled_by or ()):
        yield _NamedReference(part, (*route, "settled-by", index), "a part of this framework, or a site", parts)


def _of_outcome(name: str, scoring: Scoring, word: str, route: Route) -> Iterator[_NamedReference]:
    """Look up the word that a figure is expected to come to; a number needs no looking up."""
    if word.lstrip("+-").replace(".", "", 1).isdigit():
        return
    whose = f'"{name}"' if name else "the score"
    if scoring.method is Operator.TABLE:
        yield _NamedReference(word, route, f"an outcome of {whose}", {row.is_ for row in scoring.rows})
    elif scoring.method in NUMBERS:
        known = [*(rung.id for rung in scoring.rungs), *(band.id for band in scoring.bands)]
        yield _NamedReference(word, route, f"a number, nor a band or rung of {whose}", known)
