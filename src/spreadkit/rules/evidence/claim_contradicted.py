"""An answer says that a criterion is met, and the plan itself shows that it is not.

Why it matters: a claim that the rest of the plan contradicts opens no gate and counts only as claimed, not as verified.
A sponsor who finds out later will not believe the next one.

What to do: mend what the rule that the message names has found, or lower the level to what is true today.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Stage, Subject, in_words, plan_rule

PASSES = """
audiences:
  ward-nurses: {decides: after-seeing}
communication:
  - {audience: ward-nurses, purpose: awareness, message: It takes two minutes}
answers:
  tiny:
    communication.awareness: {level: good, because: Every audience has its item}
"""

FAILS = """
audiences:
  ward-nurses: {decides: after-seeing}
answers:
  tiny:
    communication.awareness:
      level: good  # <--
      because: Every audience has its item
"""


@plan_rule(
    "SK309",
    Severity.WARNING,
    stage=Stage.LAUNCH,
    judged_last=True,
    passes=PASSES,
    cause="The plan claims more than it shows",
    fails=FAILS,
)
def check(subject: Subject) -> Iterator[Hit]:
    """Find claims against which a rule named in `verified-by` has found something."""
    for framework, claims in subject.standing.contradicted.items():
        for criterion, slugs in claims.items():
            level = subject.plan.answer(framework, criterion).level
            several = len(slugs) > 1
            found = f"{in_words(slugs)} {'say' if several else 'says'} otherwise"
            yield (
                ("answers", framework, criterion, "level"),
                f'"{criterion}" is answered {level}, but {found}; mend that, or lower the level',
            )
