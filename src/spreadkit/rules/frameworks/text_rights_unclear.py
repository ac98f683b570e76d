"""A framework does not say by what right, or on what, its text rests.

Why it matters: the text of most published frameworks belongs to somebody, and a copy without leave can bring down the
whole library. What claims a source and names none cannot be checked by anybody.

What to do: state the `licence` where `wording` is `official`, or rewrite the text in your own words. Name `sources`
for what is `basis: sourced`, or call it `recalled` or `judgement`. Points rest on the sources of their criterion.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Band, Basis, Component, Criterion, Figure, NumberScale, Strategy, Suits
from spreadkit.rules import Framework, FrameworkSubject, Hit, Route, Severity, framework_rule
from spreadkit.rules._figures import placed_figures

PASSES = """
wording: official
licence: CC BY 4.0
"""

FAILS = """
wording: official  # <--
"""


@framework_rule("SK109", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find official wording without a licence, and what is called sourced without a source."""
    framework = subject.framework
    if framework.wording == "official" and framework.licence is None:
        yield ("wording",), 'official wording needs leave to use it; state the "licence", or use your own words'
    for part, route in _parts(framework):
        if part.basis is Basis.SOURCED and not part.sources:
            yield (*route, "basis"), f'"{_called(part, route)}" is called sourced, but names no source; add "sources"'
    yield from _of_points(framework)


def _parts(framework: Framework) -> Iterator[tuple[Component | Criterion | Figure | Band | Suits | Strategy, Route]]:
    """Go through everything that has a basis and sources of its own."""
    yield from _apart(framework)
    for name, scale in framework.scales.items():
        for index, band in enumerate(scale.bands if isinstance(scale, NumberScale) else ()):
            yield band, ("scales", name, "bands", index)
    for component_id, component in framework.components.items():
        yield component, ("components", component_id)
        for criterion_id, criterion in component.criteria.items():
            yield criterion, ("components", component_id, "criteria", criterion_id)
    for figure_id, figure in framework.figures.items():
        yield figure, ("figures", figure_id)
    for placed in placed_figures(framework):
        for index, band in enumerate(placed.scoring.bands):
            yield band, (*placed.route, "bands", index)


def _apart(framework: Framework) -> Iterator[tuple[Suits | Strategy, Route]]:
    """Go through what is said apart from components and figures: situations that suit, and strategies."""
    yield from ((suits, ("suits", name)) for name, suits in framework.suits.items())
    yield from ((strategy, ("strategies", name)) for name, strategy in framework.strategies.items())


def _called(part: object, route: Route) -> str:
    return part.id if isinstance(part, Band) else str(route[-1])


def _of_points(framework: Framework) -> Iterator[Hit]:
    for component_id, component in framework.components.items():
        for criterion_id, criterion in component.criteria.items():
            for level, points in criterion.points.items():
                if points.basis is Basis.SOURCED and not criterion.sources:
                    route = ("components", component_id, "criteria", criterion_id, "points", level, "basis")
                    message = f'the points of "{level}" are called sourced, but "{criterion_id}" names no source'
                    yield route, f'{message}; add "sources"'
