"""Two parts of a framework have the same id.

Why it matters: plans, figures and gates name parts by their ids. Where two share one, the same answer counts for both,
or nobody can say which of them is meant.

What to do: give the later one an id of its own; for a criterion, best one that begins with its component's.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spreadkit.model.framework import ALL_COMPONENTS, ALL_CRITERIA, NumberScale
from spreadkit.model.plan import UNKNOWN_LEVEL
from spreadkit.rules import Framework, FrameworkSubject, Hit, Route, Severity, framework_rule, questions_of
from spreadkit.rules._figures import placed_figures

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.meets: {ask: Does the sponsor meet the team?}
  social-system:
    title: Social system
    criteria:
      social-system.meets: {ask: Do adopters meet?}
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      meets: {ask: Does the sponsor meet the team?}
  social-system:
    title: Social system
    criteria:
      meets: {ask: Do adopters meet?}  # <--
"""

_RESERVED = {
    **dict.fromkeys((ALL_COMPONENTS, ALL_CRITERIA), "a word for all of them"),
    "all": "the word of examples for every criterion",
}


class _DefinedId(NamedTuple):
    """An id, what it is the id of, and where it stands."""

    id: str
    what: str
    route: Route


@framework_rule("SK102", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find ids that an earlier part has used: of criteria, components and figures, and within lists."""
    framework = subject.framework
    first = dict(_RESERVED)
    yield from _repeated(_parts(framework), first)
    for group in _former_ids(framework):
        yield from _repeated(group, dict(first))
    yield from _repeated(_former_components(framework), dict(first))
    for group in _lists(framework):
        yield from _repeated(group, {})
    yield from _of_codes(framework)


def _repeated(names: Iterable[_DefinedId], first: dict[str, str]) -> Iterator[Hit]:
    for name in names:
        owner = first.get(name.id)
        if owner is not None:
            yield name.route, f'"{name.id}" is also {owner}; give this one an id of its own'
        first.setdefault(name.id, name.what)


def _parts(framework: Framework) -> Iterator[_DefinedId]:
    """Go through what answers, figures and gates name: all of it shares one set of ids."""
    for component_id in framework.components:
        yield _DefinedId(component_id, "a component", ("components", component_id))
    for question in questions_of(framework):
        yield _DefinedId(question.id, f'a criterion of "{question.component}"', question.in_framework)
    for figure_id in framework.figures:
        yield _DefinedId(figure_id, "a figure", ("figures", figure_id))


def _former_ids(framework: Framework) -> Iterator[list[_DefinedId]]:
    """Go through the former ids of each criterion. Those of several may be the same: of a question that was split."""
    for question in questions_of(framework):
        route: Route = (*question.in_framework, "aliases")
        yield [
            _DefinedId(alias, f'a former id of "{question.id}"', (*route, index))
            for index, alias in enumerate(question.criterion.aliases)
        ]


def _former_components(framework: Framework) -> Iterator[_DefinedId]:
    """Go through the former ids of components: each was that of one."""
    for name, component in framework.components.items():
        for index, alias in enumerate(component.aliases):
            yield _DefinedId(alias, f'a former id of "{name}"', ("components", name, "aliases", index))


def _lists(framework: Framework) -> Iterator[list[_DefinedId]]:
    """Go through the lists whose items have ids."""
    yield [_DefinedId(phase.id, "an earlier phase", ("phases", index)) for index, phase in enumerate(framework.phases)]
    for name, scale in framework.scales.items():
        if isinstance(scale, NumberScale):
            route: Route = ("scales", name, "bands")
            yield [_DefinedId(band.id, "an earlier band", (*route, index)) for index, band in enumerate(scale.bands)]
    for placed in placed_figures(framework):
        bands, rungs = (*placed.route, "bands"), (*placed.route, "rungs")
        yield [
            _DefinedId(band.id, "an earlier band", (*bands, index)) for index, band in enumerate(placed.scoring.bands)
        ]
        yield [
            _DefinedId(rung.id, "an earlier rung", (*rungs, index)) for index, rung in enumerate(placed.scoring.rungs)
        ]


def _of_codes(framework: Framework) -> Iterator[Hit]:
    """Find words that could be read as a level and as a way of not answering."""
    codes = {UNKNOWN_LEVEL: "the answer where nobody can say"}
    for code in framework.not_answered:
        if code in codes:
            yield ("not-answered", code), f'"{code}" is also {codes[code]}; give this one an id of its own'
        codes.setdefault(code, 'a way of "not-answered"')
    for name, scale in framework.scales.items():
        for level in scale if isinstance(scale, dict) else ():
            if level in codes:
                yield ("scales", name, level), f'"{level}" is also {codes[level]}; give this level an id of its own'
