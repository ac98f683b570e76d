"""It is not said which version of the package a wave works with.

Why it matters: results of two waves can only be compared when it is known whether they did the same. Later nobody can
find out.

What to do: write the version under `version` of the wave.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Plan, Severity, Stage, Subject, first_of, known, plan_rule

PASSES = """
waves:
  wave-1: {start: 2026-02-01, version: "1.0"}
  wave-2: {start: 2026-12-01}
"""

FAILS = """
waves:
  wave-1: {start: 2026-02-01, version: "1.0"}
  wave-2: {start: 2026-06-01}  # <--
"""


@plan_rule("SK712", Severity.WARNING, stage=Stage.EXPAND, after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find waves that have begun without a version, where the plan keeps them, or a framework asks; one for all."""
    if not (_keeps_versions(subject.plan) or "wave-without-version" in subject.verifying):
        return
    without = [
        name
        for name, wave in subject.plan.waves.items()
        if wave.version is None and (start := known(wave.start)) is not None and start <= subject.as_of
    ]
    if without:
        message = f"no version of the package is given for {first_of(without)}, which began without one"
        yield ("waves", without[0]), f"{message}; write the version that its sites work with"


def _keeps_versions(plan: Plan) -> bool:
    history = plan.package.versions if plan.package else ()
    return bool(history) or any(wave.version for wave in plan.waves.values())
