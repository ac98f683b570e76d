"""A rating names a criterion, a level, a framework or an edition that is not there.

Why it matters: what does not fit cannot be counted, and would drop out of the raters' figures without a word.

What to do: correct the id; levels are written as in the framework's scale, or `unknown`. A round of ratings is about
one of the frameworks that the plan uses, in an edition that is here. A published mean is in points, between the least
and the most there are.
"""

from collections.abc import Iterator
from decimal import Decimal

from spreadkit.framework.question import Bounds
from spreadkit.model.plan import Round
from spreadkit.rules import Framework, Hit, Route, Severity, Subject, did_you_mean, known, plan_rule, questions_by_id
from spreadkit.scoring.agreement import current_ids, split_ids

PASSES = """
ratings:
  spring:
    framework: tiny@1
    on: 2026-05-01
    rows:
      - {rater: r1, criterion: leadership.sponsor, level: good}
"""

FAILS = """
ratings:
  spring:
    framework: tiny@1
    on: 2026-05-01
    rows:
      - rater: r1
        criterion: leadership.sponsor
        level: excellent  # <--
"""


@plan_rule("SK181", Severity.ERROR, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Look at each row and each published mean of every round."""
    used = [use.id for use in subject.plan.frameworks]
    for name, round_ in subject.plan.ratings.items():
        framework = subject.frameworks.get(round_.id)
        if round_.framework in subject.editions_missing:
            here = f"{round_.id}@{framework.edition}" if framework else round_.id
            message = f'the edition "{round_.framework}" is not here, but "{here}"; correct it, or keep its file beside'
            yield ("ratings", name, "framework"), message
        if framework is not None:
            yield from _of_round(framework, round_, ("ratings", name))
        elif round_.id not in used:
            hint = did_you_mean(round_.id, used)
            yield ("ratings", name, "framework"), f'the plan does not use a framework "{round_.id}"{hint}'


def _of_round(framework: Framework, round_: Round, route: Route) -> Iterator[Hit]:
    ids, split = current_ids(framework), split_ids(framework)
    for index, row in enumerate(round_.rows):
        where = (*route, "rows", index)
        if row.criterion in split:  # its scale was that of an earlier edition
            continue
        if row.criterion not in ids:
            hint = did_you_mean(row.criterion, ids)
            yield (*where, "criterion"), f'"{framework.id}" has no criterion "{row.criterion}"{hint}'
            continue
        question = questions_by_id(framework)[ids[row.criterion]]
        if not question.allows(row.level):
            yield (*where, "level"), f'"{row.level}" does not answer "{row.criterion}"; write {question.wanted}'
    for name, rated in round_.means.items():
        mean = known(rated.mean)
        if name in split:
            continue
        if name not in ids:
            yield (*route, "means", name), f'"{framework.id}" has no criterion "{name}"{did_you_mean(name, ids)}'
        elif mean is not None and not _is_possible(mean, limits := questions_by_id(framework)[ids[name]].bounds):
            possible = f"from {limits.least} to {limits.most}" if limits else "no points at all"
            yield (*route, "means", name, "mean"), f'{mean} is not a possible mean: "{name}" can get {possible}'


def _is_possible(mean: Decimal, limits: Bounds | None) -> bool:
    return limits is not None and limits.least <= mean <= limits.most
