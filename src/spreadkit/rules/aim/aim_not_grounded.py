"""The aim's target rests on no baseline, or on no result of a successful site.

Why it matters: a level that is drawn from where the system stands now and from what the successful site reached is one
that sites can believe. A round number that came from nowhere is one they will argue with.

What to do: give `baseline` under `aim`, and `measure` and `after` of a successful site; or argue the target in
`because`.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, in_words, known, plan_rule

PASSES = """
aim: {measure: falls-rate, baseline: 6.1, target: 4.0}
successful-sites:
  ward-4: {title: Ward 4, measure: falls-rate, before: 6.4, after: 3.6}
"""

FAILS = """
aim:
  measure: falls-rate
  baseline: 6.1
  target: 4.0  # <--
successful-sites:
  ward-4: {title: Ward 4}
"""


@plan_rule("SK625", Severity.WARNING, stage=Stage.LAUNCH, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find a target for which a figure to rest on is missing, and no reason is given."""
    plan = subject.plan
    if known(plan.aim.target) is None or plan.aim.measure is None or plan.aim.because:
        return
    if plan.measures and plan.aim.measure not in plan.measures:
        return  # a measure that is not there has no figures, and is told of as such
    missing = [] if _has_baseline(plan) else ["no baseline"]
    place = "baseline" if missing else "target"
    if not _has_result(plan):
        missing.append("no result of a successful site")
    if missing:
        yield (
            ("aim", place),
            f'there is {in_words(missing)} for "{plan.aim.measure}"; give it, or argue the target in "because"',
        )


def _has_baseline(plan: Plan) -> bool:
    """Whether the aim gives a baseline, or the data of its measure hold one."""
    measure = plan.measures.get(plan.aim.measure or "")
    in_data = measure is not None and measure.data is not None and measure.baseline is not None
    return plan.aim.baseline is not None or in_data


def _has_result(plan: Plan) -> bool:
    sites = plan.successful_sites.values()
    return any(site.measure == plan.aim.measure and site.after is not None for site in sites)
