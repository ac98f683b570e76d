"""Evidence is cited that the plan does not list.

Why it matters: a reader who wants to look it up finds nothing.

What to do: correct the id, or add the item under `evidence`.
"""

from collections.abc import Iterator

from spreadkit.model.references import defined_in
from spreadkit.rules import Hit, Severity, Subject, did_you_mean, plan_rule

PASSES = """
evidence:
  charter: {kind: link, link: https://example.org/charter}
answers:
  tiny:
    leadership.sponsor: {level: good, because: Named with duties, evidence: [charter]}
"""

FAILS = """
evidence:
  charter: {kind: link, link: https://example.org/charter}
answers:
  tiny:
    leadership.sponsor:
      level: good
      because: Named with duties
      evidence: [chart]  # <--
"""


@plan_rule("SK302", Severity.ERROR, passes=PASSES, cause="Names that lead nowhere", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find citations that name no evidence of the plan."""
    known = defined_in(subject.plan, "evidence")
    for reference in subject.unresolved("evidence"):
        hint = did_you_mean(reference.id, known) or "; add it under evidence, or correct the id"
        yield reference.route, f'"{reference.id}" is not among the evidence{hint}'
