"""The plan is pinned to an edition of a framework that is kept, and another one is here.

Why it matters: the framework was revised, perhaps because something in it was wrong. Nobody has to follow, but those
who answer for the plan should know, and know what it costs.

What to do: look at what `spreadkit migrate` shows, and go over with `--write` when it suits; or stay, and keep the file
of the old edition.
"""

from collections.abc import Iterator

from spreadkit.comparing.edition_diff import Editions, carry
from spreadkit.rules import Framework, Hit, Severity, Subject, count_of, plan_rule

_KEPT = """
--- frameworks/small@1.yaml
schema: spreadkit/framework@1
id: small
edition: "1"
title: Small
wording: own
note: Made for tests.
sources: {none: {cite: None}}
scales: {s: {no: {value: 0, label: No}, yes: {value: 1, label: Yes}}}
components: {c: {title: C, criteria: {c.one: {ask: Is it so?}}}}
"""
_CURRENT = _KEPT.replace("small@1.yaml", "small.yaml").replace('"1"', '"2"').replace("Is it so?", "Is it really so?")

PASSES = (
    """
frameworks:
  - use: small@2
"""
    + _KEPT
    + _CURRENT
)

FAILS = (
    """
frameworks:
  - use: small@1  # <--
answers:
  small:
    c.one: {level: "yes"}
"""
    + _KEPT
    + _CURRENT
)


@plan_rule("SK171", Severity.NOTE, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Name the edition that is here, and what going over to it would do."""
    for index, use in enumerate(subject.plan.frameworks):
        new = subject.current.get(use.id)
        if new is not None:
            yield ("frameworks", index, "use"), f'edition "{new.edition}" of "{use.id}" is here; {_cost(subject, new)}'


def _cost(subject: Subject, new: Framework) -> str:
    answers = {name: answer for name, answer in subject.plan.answers.get(new.id, {}).items() if answer.is_asked}
    carried = carry(Editions(new, subject.frameworks[new.id]), answers)
    parked = sum(answer.to is None for answer in carried)
    again = sum(bool(answer.why) for answer in carried) - parked
    kept = count_of(len(carried) - parked - again, "answer")
    return f"going over carries {kept}, leaves {again} to look at again and parks {parked}: see spreadkit migrate"
