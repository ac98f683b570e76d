"""A framework does not say by what right, or on what, its text rests.

Why it matters: the text of most published frameworks belongs to somebody, and a copy without leave can bring down the
whole library. A criterion that claims a source and names none cannot be checked by anybody.

What to do: state the `licence` where `wording` is `official`, or rewrite the text in your own words. Name `sources`
for what is `basis: sourced`, or call it `recalled` or `judgement`.
"""

from collections.abc import Iterator

from spreadkit.model.base import Route
from spreadkit.model.finding import Severity
from spreadkit.model.framework import Basis, Component, Criterion
from spreadkit.ruling import FrameworkSubject, Hit, framework_rule

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
    for component_id, component in framework.components.items():
        route: Route = ("components", component_id)
        yield from _unsourced(component, route)
        for criterion_id, criterion in component.criteria.items():
            yield from _unsourced(criterion, (*route, "criteria", criterion_id))


def _unsourced(part: Component | Criterion, route: Route) -> Iterator[Hit]:
    if part.basis is Basis.SOURCED and not part.sources:
        yield (*route, "basis"), f'"{route[-1]}" is called sourced, but names no source; add "sources"'
