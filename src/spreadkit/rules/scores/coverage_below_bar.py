"""Too little is answered for a score to be shown.

Why it matters: a figure over a few answers looks like a result and is none, so it is withheld.

What to do: answer more criteria. Those answered as `unknown` do not count until somebody has found out.
"""

from collections.abc import Iterator

from spreadkit.model.score import AnswerState
from spreadkit.rules import Hit, Severity, Subject, plan_rule
from spreadkit.scoring.leaf import state_of
from spreadkit.scoring.operands import criteria_below
from spreadkit.scoring.rounding import share
from spreadkit.words import count_of

PASSES = """
answers:
  tiny:
    leadership.sponsor: {level: good}
    communication.channels: {level: partial}
"""

FAILS = """
answers:
  tiny:  # <--
    leadership.sponsor: {level: good}
    communication.channels: {level: unknown}
"""


@plan_rule("SK506", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find frameworks that are answered in part, but not enough for their score; a plan yet to begin is not news."""
    states: dict[str, list[AnswerState]] = {name: [] for name in subject.plan.answers if name in subject.frameworks}
    counted = {name: criteria_below(subject.frameworks[name]) for name in states}
    for question, answer in subject.questions:
        name = question.framework.id
        if name in states and question.id in counted[name]:
            around, is_counted = subject.standing.circumstances[name], question.criterion.from_plan is not None
            is_answered = question.id in around.rated or is_counted
            state = state_of(question, answer, around.evidenced)
            states[name].append(AnswerState.ANSWERED if is_answered else state)
    for name, framework_states in states.items():
        answered = framework_states.count(AnswerState.ANSWERED)
        applicable = sum(state.applies for state in framework_states)
        bar = subject.frameworks[name].scoring.answered_at_least
        if answered and share(answered, applicable) < bar:
            verb = "is" if answered == 1 else "are"
            message = f'{answered} of {count_of(applicable, "criterion", "criteria")} of "{name}" {verb} answered'
            yield ("answers", name), f"{message}; a score is shown from {bar:.0%} on"
