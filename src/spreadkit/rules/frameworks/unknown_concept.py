"""A criterion has a concept that is not in the vocabulary.

Why it matters: concepts let one view span frameworks. Under a word of its own, a criterion stands beside nothing, and
its answer helps with no other framework.

What to do: correct the id under `concept`, or define the concept in `frameworks/concepts.yaml` beside the plan.
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Severity, did_you_mean, framework_rule, questions_of

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.meets: {ask: Does the sponsor meet the team?, concept: leadership}
      leadership.writes: {ask: Does the sponsor write to the team?}
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.meets:
        ask: Does the sponsor meet the team?
        concept: leaderships  # <--
"""


@framework_rule("SK130", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare the concepts of all criteria with the vocabulary."""
    for question in questions_of(subject.framework):
        concept = question.criterion.concept
        if concept is not None and concept not in subject.concepts:
            hint = did_you_mean(concept, subject.concepts)
            yield (*question.in_framework, "concept"), f'there is no concept "{concept}"{hint}'
