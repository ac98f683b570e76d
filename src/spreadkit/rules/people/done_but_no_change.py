"""All actions for a criterion are done, but its answer is as low as before.

Why it matters: either the actions worked and nobody has looked again, so that the score says too little; or they did
not work, and something else has to be tried.

What to do: look at the answer again and set `reviewed`. If the level stays, add an action that tries another way.
"""

from collections.abc import Iterator, Sequence

from spreadkit.model.plan import Action, Answer
from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule

PASSES = """
people:
  jl: {name: J. Lind, role: spread-agent}
answers:
  tiny:
    leadership.local-leads: {level: good, because: Every site has one, reviewed: 2026-06-10}
actions:
  name-leads:
    {do: Agree site leads, for: leadership.local-leads, owner: jl, due: 2026-05-31, state: done, done-on: 2026-05-20}
"""

FAILS = """
people:
  jl: {name: J. Lind, role: spread-agent}
answers:
  tiny:
    leadership.local-leads:
      level: partial  # <--
      because: Four of nine sites have one
      reviewed: 2026-03-10
actions:
  name-leads:
    {do: Agree site leads, for: leadership.local-leads, owner: jl, due: 2026-05-31, state: done, done-on: 2026-05-20}
"""


@plan_rule("SK409", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find answers that are still too low though all actions for them are done."""
    serving: dict[str, list[Action]] = {}
    for action in subject.plan.actions.values():
        for criterion_id in action.for_ if action.state != "dropped" else ():
            serving.setdefault(criterion_id, []).append(action)
    for question, answer in subject.questions:
        actions = serving.get(question.id, ())
        if question.falls_short(answer) and _all_done_since(actions, answer):
            message = f'every action for "{question.id}" is done, but it is still "{answer.level}"'
            yield (*question.in_plan, "level"), f"{message}; look again, or add an action"


def _all_done_since(actions: Sequence[Action], answer: Answer) -> bool:
    """Whether there are actions, all are done, and the answer has not been looked at since."""
    if not actions or any(action.state != "done" for action in actions):
        return False
    return answer.reviewed is None or any(
        action.done_on is not None and action.done_on > answer.reviewed for action in actions
    )
