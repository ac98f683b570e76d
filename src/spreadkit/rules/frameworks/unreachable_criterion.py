"""A criterion can never be asked.

Why it matters: it stands in the file and looks as if it counted, but no plan will ever answer it. Where it is a
must-have, its gate lacks what it was written for.

What to do: let `only-if` name a level that its criterion has, in a chain that ends; name `stages` at which the
component counts too, or leave them out, which means always.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Component, Condition, WordScale
from spreadkit.rules import (
    FrameworkSubject,
    Hit,
    Question,
    Route,
    Severity,
    did_you_mean,
    first_of,
    framework_rule,
    questions_by_id,
    questions_of,
)

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
    for question in questions_of(subject.framework):
        yield from _of_condition(question)
        yield from _of_circle(question)
        yield from _of_stages(question)


def _of_condition(question: Question) -> Iterator[Hit]:
    condition, route = question.criterion.only_if, question.in_framework
    other = questions_by_id(question.framework).get(condition.criterion) if condition else None
    if condition is None or other is None:
        return
    if isinstance(other.scale, WordScale):
        yield (
            (*route, "only-if", "criterion"),
            f'"{other.id}" is answered in words, so nothing can depend on it; name another one',
        )
        return
    for below, level in _levels(condition):
        if not other.fits(level):
            hint = did_you_mean(level, other.levels)
            yield (
                (*route, "only-if", *below),
                f'"{other.id}" can never be answered "{level}"{hint}; use {other.wanted}',
            )


def _levels(condition: Condition) -> Iterator[tuple[Route, str]]:
    if condition.at_least is not None:
        yield ("at-least",), condition.at_least
    for index, level in enumerate(condition.is_):
        yield ("is", index), level


def _of_circle(question: Question) -> Iterator[Hit]:
    """Name a circle once, at the criterion of it that comes first in the alphabet."""
    criteria, start = question.framework.criteria, question.id
    chain = [start]
    while (condition := criteria[chain[-1]].only_if) and condition.criterion in criteria:
        if condition.criterion in chain:
            if condition.criterion == start == min(chain):
                through = f" through {first_of(chain[1:])}" if chain[1:] else ""
                message = f'"{start}" depends on itself{through}; let one of them be asked without a condition'
                yield (*question.in_framework, "only-if"), message
            return
        chain.append(condition.criterion)


def _of_stages(question: Question) -> Iterator[Hit]:
    criterion, component_id, route = question.criterion, question.component, question.in_framework
    component = question.framework.components[component_id]
    if "stages" in criterion.model_fields_set and not criterion.stages:
        yield (
            (*route, "stages"),
            f'"{question.id}" is asked at no stage; name some, or leave "stages" out: then it is always',
        )
    elif criterion.stages and component.stages and not set(criterion.stages) & set(component.stages):
        stages = ", ".join(component.stages)
        yield (
            (*route, "stages"),
            f'"{question.id}" is asked at no stage at which its component "{component_id}" counts ({stages})',
        )
    if criterion is next(iter(component.criteria.values())) and _has_no_stage(component):
        yield ("components", component_id, "stages"), f'"{component_id}" counts at no stage; name some, or leave it out'


def _has_no_stage(component: Component) -> bool:
    return "stages" in component.model_fields_set and not component.stages
