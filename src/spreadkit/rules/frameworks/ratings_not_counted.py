"""Ratings do not make a common figure, because too few rated, or nobody of those who must be among them.

Why it matters: one person's view is not the team's, and a practice that only its inventors rated has not been rated by
those who are to take it up.

What to do: ask more people to rate on their own, among them those whom the framework names, or put the agreed answer
under `answers`, with its reason.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, count_of, plan_rule

PASSES = """
ratings:
  spring:
    framework: tiny@1
    on: 2026-05-01
    rows:
      - {rater: r1, criterion: leadership.sponsor, level: good}
      - {rater: r2, criterion: leadership.sponsor, level: partial}
      - {rater: r3, criterion: leadership.sponsor, level: good}
"""

FAILS = """
ratings:
  spring:
    framework: tiny@1
    on: 2026-05-01
    rows:  # <--
      - {rater: r1, criterion: leadership.sponsor, level: good}
"""


@plan_rule("SK182", Severity.WARNING, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Look at the last round of each framework."""
    for rounds in subject.standing.rounds.values():
        short = [agreement for agreement in rounds[-1].agreement if agreement.why] if rounds else []
        if short:
            what = count_of(len(short), "criterion", "criteria")
            message = f"the ratings of {what} do not count yet, such as {short[0].criterion}: {short[0].why}"
            yield ("ratings", rounds[-1].id, "rows"), message
