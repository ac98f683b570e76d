"""Two things that a criterion says of itself contradict each other.

Why it matters: levels for a question that is answered with a number, or a share without a way of rolling up, have no
effect. Their author believes in something that no plan will show.

What to do: take out one of the two that the message names, or choose another scale.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Criterion, DateScale, Need, NumberScale, RollUp, Scale, WordScale
from spreadkit.rules import FrameworkSubject, Hit, Question, Route, Severity, framework_rule, questions_of

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.local-leads:
        ask: Does the site have a named lead?
        per-site: {roll-up: share, share: 0.8}
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.local-leads:
        ask: Does the site have a named lead?
        per-site: {roll-up: lowest, share: 0.8}  # <--
"""

_ONLY_LEVELS = ("levels", "points")
_NEEDS_AN_ORDER = ("reverse", "at_least", "evidence_from")


@framework_rule("SK141", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare what every criterion states with its scale, and how sites are rolled up with the share."""
    for question in questions_of(subject.framework):
        for below, message in _wrong_with(question):
            yield (*question.in_framework, *below), f'"{question.id}" {message}'


def _wrong_with(question: Question) -> Iterator[tuple[Route, str]]:
    criterion, scale = question.criterion, question.scale
    answered = _answered_with(scale)
    unordered = isinstance(scale, DateScale | WordScale)
    useless = [*(_ONLY_LEVELS if answered else ()), *(_NEEDS_AN_ORDER if unordered else ())]
    for name in useless:
        if getattr(criterion, name):
            written = name.replace("_", "-")
            yield (written,), f'is answered with {answered}, so that "{written}" has no effect; remove it'
    if criterion.from_plan and not isinstance(scale, NumberScale):
        yield ("from-plan",), "is counted from the plan, so it needs a scale of numbers; give it one, or ask it"
    if criterion.from_plan and criterion.per_site:
        yield ("per-site",), 'is counted from the plan, so no site is asked; remove "per-site" or "from-plan"'
    if criterion.need is Need.MUST and criterion.gate is None:
        yield ("need",), 'is a must-have of no gate, so that it holds nothing shut; name its "gate", or write "should"'
    yield from _of_sites(criterion)


def _answered_with(scale: Scale) -> str | None:
    """Say what answers it, where that is no level."""
    if isinstance(scale, NumberScale):
        return "a number"
    if isinstance(scale, DateScale):
        return "a day"
    return "words" if isinstance(scale, WordScale) else None


def _of_sites(criterion: Criterion) -> Iterator[tuple[Route, str]]:
    rule = criterion.per_site
    if rule is None:
        return
    if rule.share is not None and rule.roll_up is not RollUp.SHARE:
        yield ("per-site", "share"), f'has a "share" of sites, but "roll-up: {rule.roll_up}"; write "roll-up: share"'
    if rule.share is not None and not 0 < rule.share <= 1:
        yield ("per-site", "share"), f"has {rule.share} as share of sites; write a number up to 1: 0.8 for 80 %"
