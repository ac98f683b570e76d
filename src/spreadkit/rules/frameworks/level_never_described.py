"""A must-have does not say what each level looks like.

Why it matters: a must-have decides whether a gate opens. Where "partly in place" is left to the reader, two people who
look at the same plan open and shut different gates.

What to do: write in `levels` of the criterion, for every level of its scale, what one would see.
"""

from collections.abc import Iterator

from spreadkit.framework.answers import criteria_of, scale_of
from spreadkit.model.framework import Need
from spreadkit.rules import FrameworkSubject, Hit, Severity, framework_rule, in_words

PASSES = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor:
        ask: Which one executive answers for this spread?
        levels: {good: Named with duties, partial: Named only, absent: Nobody}
        need: must
"""

FAILS = """
components:
  leadership:
    title: Leadership
    criteria:
      leadership.sponsor:  # <--
        ask: Which one executive answers for this spread?
        levels: {good: Named with duties, absent: Nobody}
        need: must
"""


@framework_rule("SK104", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: FrameworkSubject) -> Iterator[Hit]:
    """Find must-haves that lack words for a level."""
    for component_id, criterion_id, criterion in criteria_of(subject.framework):
        scale = scale_of(subject.framework, criterion) if criterion.need is Need.MUST else {}
        missing = [f'"{level}"' for level in scale if level not in criterion.levels]
        if missing:
            yield (
                ("components", component_id, "criteria", criterion_id),
                f'nothing says what {in_words(missing)} means for the must-have "{criterion_id}"; add it in "levels"',
            )
