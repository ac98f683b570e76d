"""A framework says that it suits a situation that is not in the vocabulary.

Why it matters: teams are asked about the situations of the vocabulary. What is said of another one reaches nobody.

What to do: correct the id under `suits`, or define the situation in `frameworks/concepts.yaml` beside the plan.
"""

from collections.abc import Iterator

from spreadkit.rules import FrameworkSubject, Hit, Severity, did_you_mean, framework_rule

PASSES = """
suits:
  will-it-last: {fits: well, because: Made for one initiative}
"""

FAILS = """
suits:
  will-it-lasts: {fits: well, because: Made for one initiative}  # <--
"""


@framework_rule("SK127", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Compare the situations with the vocabulary."""
    for name in subject.framework.suits:
        if name not in subject.situations:
            yield ("suits", name), f'there is no situation "{name}"{did_you_mean(name, subject.situations)}'
