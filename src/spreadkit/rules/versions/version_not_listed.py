"""A version of the package is named that its history does not list.

Why it matters: sites that work with a version nobody can look up cannot be told what has been altered since, and their
results cannot be set against those of others.

What to do: correct the version, or add it under `versions` of the package with its day and what was altered.
"""

from collections.abc import Iterator

from spreadkit.rules import UNKNOWN, Hit, Plan, Route, Severity, Subject, count_of, plan_rule

PASSES = """
package:
  version: "1.1"
  versions:
    - {version: "1.0", on: 2026-01-12, what: First version}
    - {version: "1.1", on: 2026-04-20, what: A card for night staff}
waves:
  wave-1: {start: 2026-02-01, version: "1.0"}
"""

FAILS = """
package:
  version: "1.1"
  versions:
    - {version: "1.0", on: 2026-01-12, what: First version}
    - {version: "1.1", on: 2026-04-20, what: A card for night staff}
waves:
  wave-1:
    start: 2026-02-01
    version: "0.9"  # <--
"""


@plan_rule("SK711", Severity.WARNING, passes=PASSES, fails=FAILS)
def check(subject: Subject) -> Iterator[Hit]:
    """Find versions that are not in the history, each once, where the package has one."""
    package = subject.plan.package
    if package is None or not package.versions:
        return
    listed = {entry.version for entry in package.versions} | {UNKNOWN.value}
    places: dict[str, list[Route]] = {}
    for route, version in _named(subject.plan):
        if version is not None and version not in listed:
            places.setdefault(version, []).append(route)
    for version, (first, *others) in places.items():
        more = f", here and in {count_of(len(others), 'other place')}" if others else ""
        yield first, f'the package has no version "{version}" in its history{more}; correct it, or add it there'


def _named(plan: Plan) -> Iterator[tuple[Route, str | None]]:
    yield ("package", "version"), plan.package.version if plan.package else None
    for name, wave in plan.waves.items():
        yield ("waves", name, "version"), wave.version
    for index, decision in enumerate(plan.decisions):
        yield ("decisions", index, "version"), decision.version
    for index, site in enumerate(plan.sites):
        yield ("sites", index, "version"), site.version
