"""What a person concluded is not the band that the answers come to.

Why it matters: a person may know more than a score, and a score may show what a person would rather not see. Both are
kept; that they differ has to be talked about, not overlooked.

What to do: look at the answers behind the score again, or say in `says` why you conclude otherwise, and ignore this
finding with that reason.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, in_words, plan_rule

_BANDED = """--- frameworks/banded.yaml
schema: spreadkit/framework@1
id: banded
edition: "1"
title: A framework with bands
wording: own
note: Made for tests
sources: {none: {cite: None, seen: whole}}
scales: {presence: {absent: {value: 0, label: Absent}, good: {value: 1, label: In place}}}
components:
  part:
    title: Part
    criteria:
      part.one: {ask: Is it there?, levels: {good: It is, absent: It is not}}
scoring:
  bands: [{id: ready, title: Ready, from: 50}, {id: not-ready, title: Not ready, below: 50}]
"""

PASSES = (
    """
frameworks: [{use: banded@1}]
answers:
  banded:
    part.one: {level: good}
recommendations:
  - {framework: banded, band: ready, says: Ready for the next wave}
"""
    + _BANDED
)

FAILS = (
    """
frameworks: [{use: banded@1}]
answers:
  banded:
    part.one: {level: absent}
recommendations:
  - framework: banded
    band: ready  # <--
    says: Ready for the next wave
"""
    + _BANDED
)


@plan_rule("SK180", Severity.WARNING, judged_last=True, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Compare each recommended band with the computed one, and with the bands that there are."""
    if not any(recommendation.band for recommendation in subject.plan.recommendations):
        return
    figures = {score.id: score.figure for score in subject.standing.scores}
    for index, recommendation in enumerate(subject.plan.recommendations):
        framework = subject.frameworks.get(recommendation.framework)
        if framework is None or recommendation.band is None:
            continue
        known = [band.id for band in framework.scoring.bands]
        where = ("recommendations", index, "band")
        if recommendation.band not in known:
            yield (
                where,
                f'"{recommendation.framework}" has no band "{recommendation.band}"; it has {in_words(known) or "none"}',
            )
        elif (possible := figures[recommendation.framework].possible_words) and recommendation.band not in possible:
            computed = in_words([f'"{band}"' for band in possible], joiner="or")
            differs = f'the answers come to {computed}, not to "{recommendation.band}"'
            yield where, f"{differs}; look at both, and say why they differ"
