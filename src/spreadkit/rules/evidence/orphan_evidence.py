"""Evidence is listed that nothing cites.

Why it matters: either an answer forgot what bears it out, or the list grows and nobody knows what is still needed.

What to do: cite it in the answer, case or successful site that it bears out, or remove it.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, plan_rule

PASSES = """
evidence:
  charter: {kind: link, link: https://example.org/charter}
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named with duties, evidence: charter}
"""

FAILS = """
evidence:
  charter: {kind: link, link: https://example.org/charter}
  minutes: {kind: link, link: https://example.org/minutes}  # <--
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named with duties, evidence: charter}
"""


@plan_rule("SK303", Severity.NOTE, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find evidence that no part of the plan refers to."""
    if not subject.plan.evidence:
        return
    cited = {reference.id for reference in subject.references if reference.kind == "evidence"}
    for name in subject.plan.evidence:
        if name not in cited:
            yield ("evidence", name), f'nothing cites "{name}"; cite it where it bears something out, or remove it'
