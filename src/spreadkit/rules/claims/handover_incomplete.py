"""Somebody is to own it when the project ends, but without what they need to keep it.

Why it matters: an owner who does not know what shows slipping, what to do then, or what pays for it, owns a name. What
slips after the project has nobody who sees it.

What to do: agree with the owner on `signal` and `response` under `embedding`, on the `measure` that goes on, and on the
`budget` where it costs something.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
people:
  sn: {name: S. Novak}
measures:
  huddles: {title: Huddles held, kind: process, better: higher}
embedding:
  owner: sn
  measure: huddles
  signal: Fewer than four huddles in a week
  response: The matron joins three huddles
"""

FAILS = """
people:
  sn: {name: S. Novak}
measures:
  huddles: {title: Huddles held, kind: process, better: higher}
embedding:  # <--
  owner: sn
  measure: huddles
  signal: Fewer than four huddles in a week
"""


@plan_rule("SK781", Severity.WARNING, stage=Stage.EMBED, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find owners without means. A budget is asked for where the plan lists resources, or a framework asks for it."""
    embedding = subject.plan.embedding
    if embedding.owner is None or not subject.is_at_least(Stage.EMBED):
        return
    parts = {"measure": embedding.measure, "signal": embedding.signal, "response": embedding.response}
    if subject.plan.resources or "handover-incomplete" in subject.verifying:
        parts["budget"] = embedding.budget
    lacking = [name for name, value in parts.items() if value is None]
    if lacking:
        yield ("embedding",), f'"{embedding.owner}" is to own it, without {in_words(lacking)}; agree on it with them'
