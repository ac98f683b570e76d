"""Raters see a criterion very differently.

Why it matters: a mean over answers that lie far apart says what nobody thinks. The difference is the finding: people
know different things, or mean different things by the same words.

What to do: let those who gave the lowest and the highest rating say why, then agree on an answer and put it under
`answers` with its reason. The raters' figures stay beside it.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, in_words, plan_rule

PASSES = """
ratings:
  spring:
    framework: tiny@1
    on: 2026-05-01
    rows:
      - {rater: r1, criterion: leadership.sponsor, level: good}
      - {rater: r2, criterion: leadership.sponsor, level: partial}
"""

FAILS = """
ratings:
  spring:
    framework: tiny@1
    on: 2026-05-01
    rows:  # <--
      - {rater: r1, criterion: leadership.sponsor, level: good}
      - {rater: r2, criterion: leadership.sponsor, level: absent}
"""


@plan_rule("SK183", Severity.NOTE, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Look at the last round of each framework, for criteria without an agreed answer."""
    for name, rounds in subject.standing.rounds.items():
        differing = [
            agreement.criterion
            for agreement in (rounds[-1].agreement if rounds else ())
            if agreement.differ and not subject.plan.answer(name, agreement.criterion).is_asked
        ]
        if differing:
            message = f"raters differ widely on {in_words(differing)}; talk about it before you agree on an answer"
            yield ("ratings", rounds[-1].id, "rows"), message
