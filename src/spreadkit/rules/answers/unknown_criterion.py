"""An answer or an action names a criterion that the framework does not have.

Why it matters: such an answer counts for nothing, and the criterion that was meant stays unanswered.

What to do: correct the id. Where the criterion has left the framework, move what is still true to the one that took
its place. What `spreadkit migrate` has parked is marked with `recheck`, and told of by that.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, did_you_mean, plan_rule

PASSES = """
answers:
  tiny:
    communication.channels: {level: partial}
"""

FAILS = """
answers:
  tiny:
    communication.chanels:  # <--
      level: partial
"""


@plan_rule("SK202", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find answers to, and actions for, criteria that do not exist."""
    criteria = {name: list(framework.criteria) for name, framework in subject.frameworks.items()}
    for framework, known in criteria.items():
        for criterion, answer in subject.plan.answers.get(framework, {}).items():
            if criterion not in known and not answer.recheck:
                hint = did_you_mean(criterion, known)
                yield ("answers", framework, criterion), f'"{framework}" has no criterion "{criterion}"{hint}'
    yield from _for_nothing(subject, {criterion for known in criteria.values() for criterion in known})


def _for_nothing(subject: Subject, known: set[str]) -> Iterator[Hit]:
    """Go through the actions, when every framework that they could serve is there."""
    if not known or any(use.id not in subject.frameworks for use in subject.plan.frameworks):
        return
    for name, action in subject.plan.actions.items():
        for index, criterion in enumerate(action.for_):
            if criterion not in known:
                hint = did_you_mean(criterion, known)
                yield ("actions", name, "for", index), f'no framework of this plan has a criterion "{criterion}"{hint}'
