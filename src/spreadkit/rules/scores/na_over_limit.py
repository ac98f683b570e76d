"""More criteria are set aside as not applicable than the framework allows.

Why it matters: a score over what is left says little about the whole, and leaving out is an easy way to a better one.

What to do: answer those that do apply, at the lowest level if need be. If so much does not apply, the framework may be
the wrong one for this plan.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, plan_rule
from spreadkit.scoring.operands import criteria_below
from spreadkit.scoring.rounding import share
from spreadkit.words import count_of

PASSES = """
answers:
  tiny:
    leadership.local-leads: {level: absent}
    communication.channels: {na: One site only in this phase, until: 2026-12-31}
"""

FAILS = """
answers:
  tiny:  # <--
    leadership.local-leads: {na: One site only in this phase, until: 2026-12-31}
    communication.channels: {na: One site only in this phase, until: 2026-12-31}
"""


@plan_rule("SK505", Severity.WARNING, stage=Stage.LAUNCH, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find frameworks with too large a share of answers that are not applicable."""
    for name, framework in subject.frameworks.items():
        counted = criteria_below(framework)
        answers = [
            answer
            for question, answer in subject.questions
            if question.framework is framework and question.id in counted
        ]
        aside = sum(answer.na is not None for answer in answers)
        limit = framework.scoring.not_applicable_at_most
        if share(aside, len(answers)) > limit:
            verb = "is" if aside == 1 else "are"
            message = f'{aside} of {count_of(len(answers), "criterion", "criteria")} of "{name}" {verb} set aside'
            yield ("answers", name), f"{message}; at most {limit:.0%} may be"
