"""A criterion can never be asked.

Why it matters: it stands in the file and looks as if it counted, but no plan will ever answer it. Where it is a
must-have, its gate lacks what it was written for.

What to do: let `only-if` name a level that its criterion has, in a chain that ends; name `stages` at which the
component counts too, or leave them out, which means always.
"""

from collections.abc import Iterator

from spreadkit.framework.answers import any_scale_of, criteria_of, fits, scale_of, wanted
from spreadkit.model.framework import Condition, Criterion, WordScale
from spreadkit.rules import Framework, FrameworkSubject, Hit, Route, Severity, did_you_mean, first_of, framework_rule

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor: {ask: Which one executive answers for this spread?}
      leadership.duties:
        ask: Does the sponsor have written duties?
        only-if: {criterion: leadership.sponsor, at-least: partial}
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor: {ask: Which one executive answers for this spread?}
      leadership.duties:
        ask: Does the sponsor have written duties?
        only-if: {criterion: leadership.sponsor, at-least: partly}  # <--
"""


@framework_rule("SK132", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find conditions that cannot hold, circles of them, and stages that never come."""
    framework = subject.framework
    for component_id, criterion_id, criterion in criteria_of(framework):
        route: Route = ("components", component_id, "criteria", criterion_id)
        yield from _of_condition(framework, criterion, route)
        yield from _of_circle(framework, criterion_id, (*route, "only-if"))
        yield from _of_stages(framework, component_id, criterion, route)


def _of_condition(framework: Framework, criterion: Criterion, route: Route) -> Iterator[Hit]:
    condition = criterion.only_if
    other = framework.criteria.get(condition.criterion) if condition else None
    if condition is None or other is None:
        return
    if isinstance(any_scale_of(framework, other), WordScale):
        place = (*route, "only-if", "criterion")
        yield (
            place,
            f'"{condition.criterion}" is answered in words, so nothing can depend on it; name another one',
        )
        return
    for below, level in _levels(condition):
        if not fits(framework, other, level):
            hint = did_you_mean(level, scale_of(framework, other))
            yield (
                (*route, "only-if", *below),
                f'"{condition.criterion}" can never be answered "{level}"{hint}; use {wanted(framework, other)}',
            )


def _levels(condition: Condition) -> Iterator[tuple[Route, str]]:
    if condition.at_least is not None:
        yield ("at-least",), condition.at_least
    for index, level in enumerate(condition.is_):
        yield ("is", index), level


def _of_circle(framework: Framework, start: str, route: Route) -> Iterator[Hit]:
    """Name a circle once, at the criterion of it that comes first in the alphabet."""
    chain = [start]
    while (condition := framework.criteria[chain[-1]].only_if) and condition.criterion in framework.criteria:
        if condition.criterion in chain:
            if condition.criterion == start == min(chain):
                through = f" through {first_of(chain[1:])}" if chain[1:] else ""
                yield route, f'"{start}" depends on itself{through}; let one of them be asked without a condition'
            return
        chain.append(condition.criterion)


def _of_stages(framework: Framework, component_id: str, criterion: Criterion, route: Route) -> Iterator[Hit]:
    component = framework.components[component_id]
    if "stages" in criterion.model_fields_set and not criterion.stages:
        yield (
            (*route, "stages"),
            f'"{route[-1]}" is asked at no stage; name some, or leave "stages" out: then it is always',
        )
    elif criterion.stages and component.stages and not set(criterion.stages) & set(component.stages):
        stages = ", ".join(component.stages)
        yield (
            (*route, "stages"),
            f'"{route[-1]}" is asked at no stage at which its component "{component_id}" counts ({stages})',
        )
    if criterion is next(iter(component.criteria.values())) and _has_no_stage(framework, component_id):
        yield ("components", component_id, "stages"), f'"{component_id}" counts at no stage; name some, or leave it out'


def _has_no_stage(framework: Framework, component_id: str) -> bool:
    component = framework.components[component_id]
    return "stages" in component.model_fields_set and not component.stages
