"""An approval lacks the body that gave it, its day, or the version that it is for.

Why it matters: an approved practice is asked of every site. Whoever asks on which ground must be able to see who
decided, when, and of which version.

What to do: add `body`, `on` and `version` to the decision, from the minutes.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, in_words, known, plan_rule

PASSES = """
decisions:
  - {about: approval, body: Practice committee, version: "1.0", outcome: agreed, on: 2026-02-03}
  - {about: approval, outcome: hold, on: 2025-11-04, because: One setting only}
"""

FAILS = """
decisions:
  - {about: approval, outcome: agreed, on: 2026-02-03}  # <--
"""


@plan_rule("SK740", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find approvals that were given and do not say by whom, when or for what."""
    for index, decision in enumerate(subject.plan.decisions):
        if decision.about == "approval" and decision.is_yes:
            parts = {"body": decision.body, "version": decision.version, "on": known(decision.on)}
            lacking = [name for name, value in parts.items() if value is None]
            if lacking:
                yield ("decisions", index), f"this approval lacks {in_words(lacking)}; add it from the minutes"
