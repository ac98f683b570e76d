"""Proposals, taken over from answers to another framework, still wait for somebody to look at them.

Why it matters: a proposal counts for nothing. Until a person has written the level, the criterion has not been asked
and its gate stays shut.

What to do: read the question. Write `level` and `because` in your own words, then remove `proposed`; or remove it
because it does not hold.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, count_of, first_of, plan_rule

PASSES = """
answers:
  tiny:
    communication.channels:
      level: partial
      because: Meetings and e-mail
      proposed: {level: good, from: other/reach, strength: partial, because: Both ask for channels}
    communication.awareness: {level: unknown}
"""

FAILS = """
answers:
  tiny:
    communication.awareness: {level: unknown}
    communication.channels:
      level:
      proposed: {level: good, from: other/reach, strength: partial, because: Both ask for channels}  # <--
    leadership.local-leads:
      level:
      proposed: {from: other/leads, strength: weak, because: Both are about leads}
"""


@plan_rule("SK131", Severity.NOTE, passes=PASSES, cause="Answers wait for a second look", fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find proposals beside which nothing has been answered: one finding for each framework, at the first of them."""
    for framework, answers in subject.plan.answers.items():
        waiting = [name for name, answer in answers.items() if answer.proposed is not None and not answer.is_asked]
        if waiting:
            wait = count_of(len(waiting), "proposal still waits", "proposals still wait")
            message = f"{wait} for an answer: {first_of(waiting)}; answer each, or remove what is proposed"
            yield ("answers", framework, waiting[0], "proposed"), message
