"""A wave that runs, or begins soon, needs more of something than is secured.

Why it matters: what is short at the start holds up every site of the wave at the same time, and the coaches can do
nothing about it.

What to do: secure the rest, or make the wave smaller while it lies ahead; then correct `secured`.
"""

from collections.abc import Iterator

from spreadkit.rules import Hit, Severity, Subject, known, plan_rule

PASSES = """
waves:
  wave-1: {start: 2026-07-15}
  wave-2: {start: 2027-01-15}
resources:
  coaches:
    title: Coaches
    kind: staff
    by-wave:
      wave-1: {need: 5, secured: 5}
      wave-2: {need: 20, secured: 5}
"""

FAILS = """
waves:
  wave-1: {start: 2026-07-15}
resources:
  coaches:
    title: Coaches
    kind: staff
    by-wave:
      wave-1: {need: 5, secured: 3}  # <--
"""


@plan_rule("SK732", Severity.WARNING, holds="balance", after_end=False, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find resources that fall short in a wave that is near and not over."""
    running = _running(subject)
    for name, resource in subject.plan.resources.items():
        for wave, amount in resource.by_wave.items():
            need, secured = known(amount.need), known(amount.secured)
            if wave in running and need is not None and secured is not None and secured < need:
                what = f" {resource.in_}" if resource.in_ else ""
                message = f'"{wave}" needs {need}{what} of "{name}", and {secured} are secured'
                yield ("resources", name, "by-wave", wave), f"{message}; secure the rest, or make the wave smaller"


def _running(subject: Subject) -> set[str]:
    return {
        name
        for name, wave in subject.plan.waves.items()
        if (start := known(wave.start)) is not None and subject.is_near(start)
        if (end := known(wave.end)) is None or end >= subject.as_of
    }
