"""A criterion that matters has no answer in the plan.

Why it matters: what nobody has asked is what a spread stumbles over. An answer of `unknown` is honest; silence is not
an answer.

What to do: answer each criterion that the message names with a level, with `unknown`, or with `na` and a reason.
"""

from collections.abc import Iterator

from spreadkit.model.framework import Need
from spreadkit.rules import Hit, Route, Severity, Stage, Subject, count_of, first_of, plan_rule

PASSES = """
answers:
  tiny:
    leadership.sponsor: {level: good}
    leadership.local-leads: {level: unknown}
    communication.awareness: {level: partial}
"""

FAILS = """
answers:
  tiny:  # <--
    leadership.sponsor: {level: good}
    communication.awareness: {level: partial}
"""


@plan_rule(
    "SK204", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, cause="Questions wait for an answer", fails=FAILS
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find the must and should criteria that were not asked, one finding for each framework."""
    open_: dict[str, list[str]] = {}
    for need in (Need.MUST, Need.SHOULD):
        for question, answer in subject.questions:
            name, criterion = question.framework.id, question.criterion
            is_rated = question.id in subject.standing.circumstances[name].rated
            if criterion.need is need and not answer.is_asked and not is_rated and not criterion.from_plan:
                open_.setdefault(name, []).append(question.id)
    for name, criteria in open_.items():
        have = "has" if len(criteria) == 1 else "have"
        message = (
            f'{count_of(len(criteria), "criterion", "criteria")} of "{name}" {have} no answer: {first_of(criteria)}'
        )
        yield _place(subject, name), message


def _place(subject: Subject, name: str) -> Route:
    """Return where the answers to a framework stand, or else where the plan names it."""
    if name in subject.plan.answers:
        return ("answers", name)
    index = next(index for index, use in enumerate(subject.plan.frameworks) if use.id == name)
    return ("frameworks", index, "use")
